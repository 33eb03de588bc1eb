import { aggregate } from '../model/aggregate.ts';
import { bgpLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { Site, Topology } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { sessionsOf } from './support/bgp.ts';

/** From this share on it is time to aggregate. */
const warnFrom = 0.8;

export const routeLimit = defineRule({
  id: 'HC319',
  severity: 'warning',
  title: 'Site prefixes near the route limit of BGP',
  why: 'A BGP peer takes a limited number of routes (RouteQuota, 110 by default); routes above it are dropped.',
  sources: bgpLimits.routesPerPeer.sources,

  *check(topology) {
    for (const site of topology.sites) {
      for (const version of [4, 6] as const) {
        const count = site.prefixes.filter((prefix) => prefix.version === version).length;
        const limit = lowestLimit(topology, site, version);
        if (limit === undefined || count < limit * warnFrom) continue;
        yield {
          element: site,
          property: 'prefix',
          message:
            count > limit
              ? `Site '${site.name}' announces ${count} routes, and a BGP peer takes ${limit}, so the others are dropped`
              : `Site '${site.name}' announces ${count} of the ${limit} routes that a BGP peer takes; those above are dropped`,
          fix: aggregateFix(site, version, limit),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24, 10.1.0.0/24 }
      //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC319
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 route-limit 6 } }`,
    good: `
      site dc { prefix 10.0.0.0/22, 10.1.0.0/24 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 route-limit 6 } }`,
  },
});

function lowestLimit(topology: Topology, site: Site, version: 4 | 6): number | undefined {
  let lowest: number | undefined;
  for (const vbr of relations(topology).vbrsOf(site)) {
    for (const { bgp } of sessionsOf(vbr)) {
      if (bgp.version !== version) continue;
      const limit = bgp.routeLimit ?? bgpLimits.routesPerPeer.value;
      lowest = Math.min(lowest ?? limit, limit);
    }
  }
  return lowest;
}

function aggregateFix(site: Site, version: 4 | 6, limit: number): Fix | undefined {
  const fewer = aggregate(site.prefixes);
  const count = fewer.filter((prefix) => prefix.version === version).length;
  if (count >= limit * warnFrom) return undefined;
  return {
    title: `Aggregate the prefixes to ${String(fewer.length)}`,
    edits: [set(site, 'prefix', fewer.map(({ text }) => text).join(', '))],
  };
}
