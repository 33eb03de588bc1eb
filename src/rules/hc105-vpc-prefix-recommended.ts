import { inRange, vpcLimits } from '../model/catalog/limits.ts';
import { containsPrefix, overlaps, prefixAt, type Prefix } from '../model/ip.ts';
import type { Vpc } from '../model/topology.ts';
import { defineRule, replace, type Fix } from './rule.ts';
import { isPrivate } from './support/links.ts';

const recommended = vpcLimits.recommendedPrefixLength.value;

export const vpcPrefixRecommended = defineRule({
  id: 'HC105',
  severity: 'info',
  title: 'Primary VPC prefix outside of the recommended range',
  why:
    'For the first block of a VPC, private space (RFC 1918) and a mask of 16 to 28 bits are recommended: wider ' +
    'blocks use up space that other VPCs need, and public space hides a part of the Internet.',
  sources: vpcLimits.recommendedPrefixLength.sources,

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const [primary] = vpc.prefixes;
      if (primary === undefined || !isAllowed(primary)) continue;
      if (isPrivate(primary) && inRange(recommended, primary.length)) continue;
      yield {
        element: vpc,
        property: 'prefix',
        value: primary.text,
        message: isPrivate(primary)
          ? `VPC '${vpc.name}' takes ${primary.text} as a whole; /${recommended.min} to /${recommended.max} is recommended, so that other VPCs find room`
          : `VPC '${vpc.name}' uses ${primary.text}, which is no private space (RFC 1918), so hosts in it cannot reach the public owners of these addresses`,
        fix: shrinkFix(vpc, primary),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/8
        //     ^^^^^^^^^^ HC105
        vswitch app in cn-shanghai-l { prefix 10.7.1.0/24 }
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 10.7.0.0/16
        vswitch app in cn-shanghai-l { prefix 10.7.1.0/24 }
      }`,
  },
});

/** What the platform refuses is the matter of HC103 and HC104. */
function isAllowed(prefix: Prefix): boolean {
  return (
    prefix.version === 4 &&
    inRange(vpcLimits.prefixLength.value, prefix.length) &&
    !vpcLimits.forbidden.value.some((block) => overlaps(block, prefix))
  );
}

/** The /16 that holds all vSwitches, if there is one. A VPC that exists keeps its block. */
function shrinkFix(vpc: Vpc, primary: Prefix): Fix | undefined {
  if (vpc.cloudId !== undefined || !isPrivate(primary)) return undefined;
  const inside = vpc.vswitches.flatMap(({ prefix }) =>
    prefix !== undefined && containsPrefix(primary, prefix) ? [prefix] : [],
  );
  const block = prefixAt(4, inside[0]?.first ?? primary.first, recommended.min);
  if (!inside.every((prefix) => containsPrefix(block, prefix))) return undefined;
  return { title: `Use ${block.text}`, edits: [replace(vpc, 'prefix', primary.text, block.text)] };
}
