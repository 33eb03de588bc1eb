import { siteCapacityMbps, siteDemandMbps } from '../analysis/capacity.ts';
import { demandsOf } from '../analysis/usage.ts';
import { liftLimits } from './support/capacity-fixes.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule } from './rule.ts';

export const capacityToday = defineRule({
  id: 'HC602',
  severity: 'error',
  title: 'Demand that the circuits cannot carry',
  why: 'What exceeds the circuits and the rate limits of their VBRs is dropped.',
  sources: [],

  *check(topology) {
    for (const site of topology.sites) {
      const capacity = siteCapacityMbps(topology, site);
      const demand = siteDemandMbps(topology, site, 0);
      // A site whose circuits have no VBR yet is not connected, which the rules about reach say.
      if (capacity === undefined || capacity === 0 || demand <= capacity) continue;
      const fix = liftLimits(topology, site, demand);
      yield {
        element: site,
        message: `Site '${site.name}' needs ${bandwidth(demand)}, and its circuits carry ${bandwidth(capacity)}; the rest is dropped`,
        related: demandsOf(topology, site).map((item) => ({ element: item, message: 'asks for bandwidth' })),
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      //   ^^ HC602
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 rate-limit 500 Mbps }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 700 Mbps }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 700 Mbps }`,
  },
});
