import { vpcLimits } from '../model/catalog/limits.ts';
import { containsPrefix, type Prefix } from '../model/ip.ts';
import type { Element, Topology, Vpc } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { networkOf } from './support/domains.ts';
import { isPrivate, isServiceSpace } from './support/links.ts';
import { listed } from './support/phrases.ts';

export const userPrefixMissing = defineRule({
  id: 'HC118',
  severity: 'warning',
  title: 'Site prefix that a VPC takes for public',
  why:
    'A VPC takes addresses outside of RFC 1918 for public ones and may send them to the Internet, unless they are ' +
    'among its user prefixes (UserCidr), which are set when it is created.',
  sources: vpcLimits.userPrefixes.sources,

  *check(topology) {
    const publicSpace = publicSitePrefixes(topology);
    if (publicSpace.size === 0) return;
    const rootOf = networkOf(topology);
    for (const vpc of topology.vpcs) {
      const all = publicSpace.get(rootOf(vpc)) ?? [];
      const { userPrefixes } = vpc;
      const missing =
        userPrefixes.length === 0
          ? all
          : all.filter((prefix) => !userPrefixes.some((known) => containsPrefix(known, prefix)));
      if (missing.length === 0) continue;
      yield {
        element: vpc,
        message: `VPC '${vpc.name}' takes ${listed(missing.slice(0, 3).map(({ text }) => text))} of its sites for public addresses, so their traffic may leave by the Internet`,
        fix: fixFor(vpc, missing),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16, 30.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr, prod }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      //  ^^^^ HC118`,
    good: `
      site dc { prefix 10.0.0.0/16, 30.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr, prod }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 user-prefix 30.0.0.0/16 }`,
  },
});

/** Prefixes of sites by the network that the sites hang in; a default route is none. */
function publicSitePrefixes(topology: Topology): ReadonlyMap<Element, readonly Prefix[]> {
  const rootOf = networkOf(topology);
  const found = new Map<Element, Map<string, Prefix>>();
  for (const site of topology.sites) {
    for (const prefix of site.prefixes) {
      if (prefix.version === 6 || prefix.length === 0 || isPrivate(prefix) || isServiceSpace(prefix))
        continue;
      const known = found.get(rootOf(site)) ?? new Map<string, Prefix>();
      found.set(rootOf(site), known.set(prefix.text, prefix));
    }
  }
  return new Map([...found].map(([root, prefixes]) => [root, [...prefixes.values()]]));
}

/** A VPC that exists keeps the user prefixes it was created with. */
function fixFor(vpc: Vpc, missing: readonly Prefix[]): Fix | undefined {
  const isTooMany = vpc.userPrefixes.length + missing.length > vpcLimits.userPrefixes.value;
  if (vpc.cloudId !== undefined || isTooMany) return undefined;
  const text = [...vpc.userPrefixes, ...missing].map((prefix) => prefix.text).join(', ');
  return { title: 'Add it to the user prefixes', edits: [set(vpc, 'user-prefix', text)] };
}
