import { vpcLimits } from '../model/catalog/limits.ts';
import { overlaps } from '../model/ip.ts';
import { defineRule } from './rule.ts';
import { renumbering } from './support/renumber.ts';

export const vpcPrefixForbidden = defineRule({
  id: 'HC103',
  severity: 'error',
  title: 'VPC prefix in a block that no VPC may use',
  why: 'CreateVpc refuses 100.64.0.0/10, 224.0.0.0/4, 127.0.0.0/8, 169.254.0.0/16 and every part of them.',
  sources: vpcLimits.forbidden.sources,

  *check(topology) {
    const fixFor = renumbering(topology);
    for (const vpc of topology.vpcs) {
      for (const prefix of vpc.prefixes) {
        const forbidden = vpcLimits.forbidden.value.find((block) => overlaps(block, prefix));
        // A block wider than /8 has too short a mask, whatever it covers: that is HC104.
        if (forbidden === undefined || prefix.length < vpcLimits.prefixLength.value.min) continue;
        yield {
          element: vpc,
          property: 'prefix',
          value: prefix.text,
          message: `VPC '${vpc.name}' has ${prefix.text}, which overlaps ${forbidden.text}; the platform keeps that block, and refuses the VPC`,
          fix: fixFor(vpc, prefix),
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/16, 100.80.0.0/20
        //                  ^^^^^^^^^^^^^ HC103
        vswitch app in cn-shanghai-l { prefix 100.80.1.0/24 }
      }
      service db { product rds at prod.app address 100.80.1.20 }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/16, 10.1.0.0/20
        vswitch app in cn-shanghai-l { prefix 10.1.1.0/24 }
      }
      service db { product rds at prod.app address 10.1.1.20 }`,
  },
});
