import { api } from '../model/catalog/sources.ts';
import { nearestOverlaps } from '../model/overlaps.ts';
import { defineRule, removeValue } from './rule.ts';

export const vpcPrefixesOverlap = defineRule({
  id: 'HC110',
  severity: 'error',
  title: 'Overlapping prefixes of one VPC',
  why: 'A secondary block overlaps neither the primary block nor another secondary one, or it is refused.',
  sources: [api('vpc/AssociateVpcCidrBlock')],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const located = vpc.prefixes.map((prefix, index) => ({ prefix, owner: index }));
      for (const { outer, inner } of nearestOverlaps(located)) {
        yield {
          element: vpc,
          property: 'prefix',
          value: inner.prefix.text,
          message: `VPC '${vpc.name}' has ${inner.prefix.text} inside its own ${outer.prefix.text}, and overlapping blocks are refused`,
          fix: {
            title: `Remove ${inner.prefix.text}, which ${outer.prefix.text} covers`,
            edits: [removeValue(vpc, 'prefix', inner.prefix.text)],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16, 192.168.10.0/24, 10.0.0.0/16 }
      //                                               ^^^^^^^^^^^^^^^ HC110`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16, 10.0.0.0/16 }`,
  },
});
