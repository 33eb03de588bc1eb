import { aggregate } from '../model/aggregate.ts';
import { vpcLimits } from '../model/catalog/limits.ts';
import type { Vpc } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';

const most = vpcLimits.userPrefixes.value;

export const userPrefixCount = defineRule({
  id: 'HC119',
  severity: 'error',
  title: 'Too many user prefixes',
  why: 'A VPC has at most 3 user prefixes (UserCidr).',
  sources: vpcLimits.userPrefixes.sources,

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const count = vpc.userPrefixes.length;
      if (count <= most) continue;
      yield {
        element: vpc,
        property: 'user-prefix',
        message: `VPC '${vpc.name}' has ${count} user prefixes, and the platform takes ${most}`,
        fix: aggregateFix(vpc),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        user-prefix 30.0.0.0/16, 30.1.0.0/16, 31.0.0.0/16, 32.0.0.0/16
        //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC119
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        user-prefix 30.0.0.0/15, 31.0.0.0/16, 32.0.0.0/16
      }`,
  },
});

function aggregateFix(vpc: Vpc): Fix | undefined {
  const fewer = aggregate(vpc.userPrefixes);
  if (fewer.length > most) return undefined;
  return {
    title: `Aggregate them to ${fewer.length}`,
    edits: [set(vpc, 'user-prefix', fewer.map(({ text }) => text).join(', '))],
  };
}
