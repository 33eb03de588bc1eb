import { inRange, vpcLimits } from '../model/catalog/limits.ts';
import { api } from '../model/catalog/sources.ts';
import { containsPrefix, type Prefix } from '../model/ip.ts';
import { defineRule } from './rule.ts';
import { vswitchFixes } from './support/vswitches.ts';

export const vswitchOutsideVpc = defineRule({
  id: 'HC107',
  severity: 'error',
  title: 'vSwitch outside of its VPC',
  why: 'A vSwitch is a part of its VPC, so its block lies in one of the blocks of the VPC.',
  sources: [api('vpc/CreateVSwitch')],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const fixFor = vswitchFixes(vpc);
      for (const vswitch of vpc.vswitches) {
        const { prefix } = vswitch;
        if (prefix === undefined || vpc.prefixes.length === 0 || !hasFittingLength(prefix)) continue;
        if (vpc.prefixes.some((block) => containsPrefix(block, prefix))) continue;
        yield {
          element: vswitch,
          property: 'prefix',
          message: `vSwitch '${vswitch.name}' has ${prefix.text}, which is outside of VPC '${vpc.name}' (${vpc.prefixes.map(({ text }) => text).join(', ')}), so it cannot be created`,
          fix: fixFor(vswitch),
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.0.0/24 }
        vswitch data in cn-shanghai-m { prefix 10.1.0.0/24 }
        //                                     ^^^^^^^^^^^ HC107
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.0.0/24 }
        vswitch data in cn-shanghai-m { prefix 192.168.1.0/24 }
      }`,
  },
});

/** A block that is too wide is too wide for any VPC: that is HC108. */
function hasFittingLength({ version, length }: Prefix): boolean {
  return version === 4 && inRange(vpcLimits.vswitchPrefixLength.value, length);
}
