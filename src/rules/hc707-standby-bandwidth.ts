import { criticalDemandMbps } from '../analysis/capacity.ts';
import { relations } from '../model/relations.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule, set } from './rule.ts';

export const standbyBandwidth = defineRule({
  id: 'HC707',
  severity: 'warning',
  title: 'Standby that is too small',
  why: 'When the circuits fail, the VPN standby has to carry the demand that is marked critical.',
  sources: [],

  *check(topology) {
    for (const site of topology.sites) {
      const standbys = relations(topology)
        .vpnsOf(site)
        .filter(({ role }) => role === 'standby');
      const [first, ...others] = standbys;
      if (first === undefined || standbys.some(({ bandwidthMbps }) => bandwidthMbps === undefined)) continue;
      const total = standbys.reduce((sum, { bandwidthMbps }) => sum + (bandwidthMbps ?? 0), 0);
      const critical = criticalDemandMbps(topology, site);
      if (critical <= total) continue;
      yield {
        element: first,
        property: 'bandwidth',
        message: `The VPN standby of site '${site.name}' carries ${bandwidth(total)}, and ${bandwidth(critical)} of its demand is critical`,
        ...(others.length === 0 && {
          fix: {
            title: `Raise it to ${bandwidth(critical)}`,
            edits: [set(first, 'bandwidth', bandwidth(critical))],
          },
        }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby bandwidth 200 Mbps }
      //                                                ^^^^^^^^ HC707
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      demand dc to objects { bandwidth 500 Mbps critical on }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr { role standby bandwidth 500 Mbps }
      service objects { product oss in cn-shanghai access private-endpoint via tr }
      demand dc to objects { bandwidth 500 Mbps critical on }`,
  },
});
