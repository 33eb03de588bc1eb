import { nearestOverlaps } from '../model/overlaps.ts';
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
  const order = new Map(vpc.vswitches.map((vswitch, index) => [vswitch, index]));
  const located = vpc.vswitches.flatMap((owner) =>
    owner.prefix === undefined ? [] : [{ prefix: owner.prefix, owner }],
  );
  const found = new Map<VSwitch, VSwitch>();
  for (const { outer, inner } of nearestOverlaps(located)) {
    const isInnerLater = (order.get(inner.owner) ?? 0) > (order.get(outer.owner) ?? 0);
    if (isInnerLater) found.set(inner.owner, outer.owner);
    else found.set(outer.owner, inner.owner);
  }
  return found;
}
