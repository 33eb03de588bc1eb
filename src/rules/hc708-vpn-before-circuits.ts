import { follow, transitRoutersOf } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Site, Topology, TransitRouter } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';

export const vpnBeforeCircuits = defineRule({
  id: 'HC708',
  severity: 'warning',
  title: 'Site that prefers the VPN to its circuits',
  why: 'A transit router prefers the routes of circuits to those of a VPN. The site has to prefer the circuits as well, or traffic comes back another way than it went.',
  sources: [docs.vpnStandby],

  *check(topology) {
    for (const vpn of topology.vpns) {
      if (vpn.role !== 'primary' || vpn.site === undefined) continue;
      const end = follow(topology, vpn.target);
      if (end?.kind !== 'transit-router' || !circuitEntries(topology, vpn.site).has(end)) continue;
      yield {
        element: vpn,
        property: 'role',
        message: `Site '${vpn.site.name}' prefers VPN '${vpn.name}', and transit router '${end.name}' prefers the circuits; traffic takes different ways there and back`,
        fix: { title: 'Make it a standby', edits: [set(vpn, 'role', 'standby')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core } }
      vpn office from dc to tr { role primary }
      //                              ^^^^^^^ HC708`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core } }
      vpn office from dc to tr { role standby }`,
  },
});

/** Transit routers that the site's circuits lead to. */
function circuitEntries(topology: Topology, site: Site): ReadonlySet<TransitRouter> {
  const { vbrsOf, ecrsOf } = relations(topology);
  const hubs = vbrsOf(site).flatMap((vbr) => [vbr, ...ecrsOf(vbr)]);
  return new Set(hubs.flatMap((hub) => transitRoutersOf(topology, hub)));
}
