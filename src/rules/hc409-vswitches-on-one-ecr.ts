import { docs } from '../model/catalog/sources.ts';
import { comparePrefixes, type Prefix } from '../model/ip.ts';
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
      for (const { inner, outer } of overlapsAcrossVpcs(ecr)) {
        yield {
          element: inner.vswitch,
          property: 'prefix',
          message: `vSwitch '${inner.vswitch.name}' of VPC '${inner.vpc.name}' overlaps vSwitch '${outer.vswitch.name}' of VPC '${outer.vpc.name}' on ECR '${ecr.name}', which refuses the second VPC`,
          related: [{ element: outer.vswitch, message: `has ${outer.prefix.text}` }],
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
  readonly prefix: Prefix;
}

/** Prefixes nest or are disjoint, so a stack of the blocks around the present one finds every overlap. */
function* overlapsAcrossVpcs(ecr: Ecr): Iterable<{ inner: Placed; outer: Placed }> {
  const placed = ecr.vpcs.flatMap((vpc) =>
    vpc.vswitches.flatMap((vswitch) =>
      vswitch.prefix === undefined ? [] : [{ vpc, vswitch, prefix: vswitch.prefix }],
    ),
  );
  const around: Placed[] = [];
  for (const inner of placed.sort((a, b) => comparePrefixes(a.prefix, b.prefix))) {
    while (around.length > 0 && !holds(around.at(-1), inner)) around.pop();
    const outer = around.findLast((other) => other.vpc !== inner.vpc);
    if (outer !== undefined) yield { inner, outer };
    around.push(inner);
  }
}

function holds(outer: Placed | undefined, inner: Placed): boolean {
  return outer?.prefix.version === inner.prefix.version && outer.prefix.last >= inner.prefix.first;
}
