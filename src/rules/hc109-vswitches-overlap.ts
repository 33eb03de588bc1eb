import { laterOverlaps } from '../model/overlaps.ts';
import type { Vpc, VSwitch } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { vswitchFixes } from './support/vswitches.ts';

export const vswitchesOverlap = defineRule({
  id: 'HC109',
  severity: 'error',
  title: 'Overlapping vSwitches',
  why: 'Inside a VPC an address belongs to one vSwitch; overlapping ones leave open which, and are refused.',
  sources: [],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const fixFor = vswitchFixes(vpc);
      for (const [later, earlier] of overlapping(vpc)) {
        yield {
          element: later,
          property: 'prefix',
          message: `vSwitch '${later.name}' overlaps vSwitch '${earlier.name}' of the same VPC, so it cannot be created`,
          related: [{ element: earlier, message: `has ${earlier.prefix?.text ?? ''}` }],
          fix: fixFor(later),
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.0.0/24 }
        vswitch data in cn-shanghai-m { prefix 192.168.0.128/25 }
        //                                     ^^^^^^^^^^^^^^^^ HC109
        vswitch cache in cn-shanghai-m { prefix 192.168.0.0/25 }
        //                                      ^^^^^^^^^^^^^^ HC109
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.0.0/24 }
        vswitch data in cn-shanghai-m { prefix 192.168.1.128/25 }
        vswitch cache in cn-shanghai-m { prefix 192.168.1.0/25 }
      }`,
  },
});

/** Each vSwitch that overlaps one before it in the text, with that one. */
function overlapping(vpc: Vpc): ReadonlyMap<VSwitch, VSwitch> {
  const located = vpc.vswitches.flatMap((owner) =>
    owner.prefix === undefined ? [] : [{ prefix: owner.prefix, owner }],
  );
  return new Map([...laterOverlaps(located)].map(({ later, earlier }) => [later.owner, earlier.owner]));
}
