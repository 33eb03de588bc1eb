import { docs } from '../model/catalog/sources.ts';
import { nearestOverlaps, type Located } from '../model/overlaps.ts';
import type { Ecr, Vpc, VSwitch } from '../model/topology.ts';
import { defineRule } from './rule.ts';

export const vswitchesOnOneEcr = defineRule({
  id: 'HC409',
  severity: 'error',
  title: 'Overlapping vSwitches on one ECR',
  why: 'The vSwitches of the VPCs on one Express Connect Router must not overlap, or the association is refused.',
  sources: [docs.ecr],

  *check(topology) {
    for (const ecr of topology.ecrs) {
      for (const overlap of nearestOverlaps(placedOn(ecr), ({ vpc }) => vpc)) {
        const [inner, outer] = [overlap.inner.owner, overlap.outer.owner];
        yield {
          element: inner.vswitch,
          property: 'prefix',
          message: `vSwitch '${inner.vswitch.name}' of VPC '${inner.vpc.name}' overlaps vSwitch '${outer.vswitch.name}' of VPC '${outer.vpc.name}' on ECR '${ecr.name}', which refuses the second VPC`,
          related: [{ element: outer.vswitch, message: `has ${overlap.outer.prefix.text}` }],
        };
      }
    }
  },

  examples: {
    bad: `
      vpc shop in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch web in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      vpc data in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch db in cn-shanghai-l { prefix 192.168.1.128/25 }
        //                                   ^^^^^^^^^^^^^^^^ HC409
      }
      ecr core { asn 45104 attach shop, data }`,
    good: `
      vpc shop in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch web in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      vpc data in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch db in cn-shanghai-l { prefix 192.168.2.128/25 }
      }
      ecr core { asn 45104 attach shop, data }`,
  },
});

interface Placed {
  readonly vpc: Vpc;
  readonly vswitch: VSwitch;
}

function placedOn(ecr: Ecr): readonly Located<Placed>[] {
  return ecr.vpcs.flatMap((vpc) =>
    vpc.vswitches.flatMap((vswitch) =>
      vswitch.prefix === undefined ? [] : [{ prefix: vswitch.prefix, owner: { vpc, vswitch } }],
    ),
  );
}
