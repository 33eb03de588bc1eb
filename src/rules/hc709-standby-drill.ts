import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Drill, Site, Topology } from '../model/topology.ts';
import { carryingCircuits, drillsBySite, failedCircuits } from './support/drills.ts';
import { freeName, quoted } from './support/phrases.ts';
import { declare, defineRule } from './rule.ts';

export const standbyDrill = defineRule({
  id: 'HC709',
  severity: 'warning',
  title: 'Standby that is never tested',
  why: 'The VPN guide advises a failover test each quarter: a standby that is never used hides its faults. Only a drill that fails all circuits of a site moves its traffic to the VPN.',
  sources: [docs.vpnStandby],

  *check(topology) {
    const drillsOf = drillsBySite(topology);
    for (const site of topology.sites) {
      const standby = relations(topology)
        .vpnsOf(site)
        .find(({ role }) => role === 'standby');
      const circuits = carryingCircuits(topology, site);
      if (standby === undefined || circuits.length === 0) continue;
      if (drillsOf(site).some((drill) => tests(topology, drill, site))) continue;
      const name = freeName(topology, `${standby.name}-drill`);
      const fail = circuits.map((circuit) => circuit.name).join(', ');
      yield {
        element: standby,
        message: `No drill each quarter fails ${circuits.length === 1 ? 'circuit' : 'all of'} ${quoted(circuits)}, so VPN standby '${standby.name}' is never tested`,
        fix: {
          title: 'Add a drill for the standby',
          edits: [declare(standby, `drill ${name} { fail ${fail} for 30 min every quarter }`)],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby }
      //  ^^^^^^ HC709`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby }

      drill backup-drill { fail line for 30 min every quarter }`,
  },
});

/** Whether the drill fails every circuit of the site, at least each quarter. */
function tests(topology: Topology, drill: Drill, site: Site): boolean {
  if (drill.every !== 'month' && drill.every !== 'quarter') return false;
  const failed = failedCircuits(topology, drill);
  return carryingCircuits(topology, site).every((circuit) => failed.has(circuit));
}
