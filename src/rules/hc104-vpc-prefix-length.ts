import { clamp, inRange, vpcLimits } from '../model/catalog/limits.ts';
import { prefixAt } from '../model/ip.ts';
import { defineRule, replace } from './rule.ts';

const bounds = vpcLimits.prefixLength.value;

export const vpcPrefixLength = defineRule({
  id: 'HC104',
  severity: 'error',
  title: 'VPC prefix too wide or too narrow',
  why: 'A block of a VPC has a mask of 8 to 28 bits.',
  sources: vpcLimits.prefixLength.sources,

  *check(topology) {
    for (const vpc of topology.vpcs) {
      for (const prefix of vpc.prefixes) {
        if (prefix.version === 6 || inRange(bounds, prefix.length)) continue;
        const fitting = prefixAt(4, prefix.first, clamp(bounds, prefix.length));
        yield {
          element: vpc,
          property: 'prefix',
          value: prefix.text,
          message: `VPC '${vpc.name}' has a /${prefix.length}, while blocks of a VPC are /${bounds.min} to /${bounds.max}`,
          fix: {
            title: `Use ${fitting.text}`,
            edits: [replace(vpc, 'prefix', prefix.text, fitting.text)],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 10.0.0.0/16, 10.1.0.16/29 }
      //                                            ^^^^^^^^^^^^ HC104
      vpc wide in cn-shanghai { prefix 16.0.0.0/4 }
      //                               ^^^^^^^^^^ HC104`,
    good: `
      vpc prod in cn-shanghai { prefix 10.0.0.0/16, 10.1.0.16/28 }
      vpc wide in cn-shanghai { prefix 16.0.0.0/8 }`,
  },
});
