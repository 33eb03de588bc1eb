import { clamp, inRange, vpcLimits } from '../model/catalog/limits.ts';
import { prefixAt } from '../model/ip.ts';
import { defineRule, set } from './rule.ts';

const bounds = vpcLimits.vswitchPrefixLength.value;

export const vswitchLength = defineRule({
  id: 'HC108',
  severity: 'error',
  title: 'vSwitch too wide or too narrow',
  why: 'A vSwitch has a mask of 16 to 29 bits.',
  sources: vpcLimits.vswitchPrefixLength.sources,

  *check(topology) {
    for (const vswitch of topology.vpcs.flatMap((vpc) => vpc.vswitches)) {
      const { prefix } = vswitch;
      if (prefix?.version !== 4 || inRange(bounds, prefix.length)) continue;
      const fitting = prefixAt(4, prefix.first, clamp(bounds, prefix.length));
      yield {
        element: vswitch,
        property: 'prefix',
        message: `vSwitch '${vswitch.name}' is a /${prefix.length}, while vSwitches are /${bounds.min} to /${bounds.max}`,
        fix: { title: `Use ${fitting.text}`, edits: [set(vswitch, 'prefix', fitting.text)] },
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/12
        vswitch wide in cn-shanghai-l { prefix 10.0.0.0/14 }
        //                                     ^^^^^^^^^^^ HC108
        vswitch narrow in cn-shanghai-m { prefix 10.4.0.16/30 }
        //                                       ^^^^^^^^^^^^ HC108
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/12
        vswitch wide in cn-shanghai-l { prefix 10.0.0.0/16 }
        vswitch narrow in cn-shanghai-m { prefix 10.4.0.16/29 }
      }`,
  },
});
