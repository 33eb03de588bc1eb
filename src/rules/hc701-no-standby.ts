import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit } from '../model/topology.ts';
import { defineRule } from './rule.ts';

export const noStandby = defineRule({
  id: 'HC701',
  severity: 'info',
  title: 'Site without a standby',
  why: 'A VPN to an Enterprise Edition transit router keeps a site connected when all its circuits fail; it is worth most where they share an access point.',
  sources: [docs.solution],

  *check(topology) {
    const { circuitsOf, vpnsOf } = relations(topology);
    for (const site of topology.sites) {
      const circuits = circuitsOf(site);
      if (site.tier !== 'production' || circuits.length === 0 || vpnsOf(site).length > 0) continue;
      const reason = weakness(circuits);
      if (reason === undefined) continue;
      yield {
        element: site,
        message: `Site '${site.name}' has ${reason} and no standby; a VPN to an Enterprise Edition transit router would keep it connected`,
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      //   ^^ HC701
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby customer-address 203.0.113.10 }`,
  },
});

function weakness(circuits: readonly Circuit[]): string | undefined {
  if (circuits.length === 1) return 'one circuit';
  const accessPoints = new Set(circuits.map(({ accessPoint }) => accessPoint));
  const [only] = accessPoints;
  return accessPoints.size === 1 && only !== undefined ? `all circuits at access point '${only}'` : undefined;
}
