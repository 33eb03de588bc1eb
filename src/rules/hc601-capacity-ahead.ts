import { siteCapacityMbps, siteDemandMbps } from '../analysis/capacity.ts';
import { demandsOf } from '../analysis/usage.ts';
import { docs } from '../model/catalog/sources.ts';
import { liftLimits } from './support/capacity-fixes.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule } from './rule.ts';

/** Circuits are slow to extend, so capacity has to last for three months at least. The share is hcnet's own. */
const leastHorizonMonths = 3;
const healthyShare = 0.8;

export const capacityAhead = defineRule({
  id: 'HC601',
  severity: 'warning',
  title: 'Circuits that will be too small',
  why: 'Circuits cannot be extended quickly: plan bandwidth for the growth of at least three months. hcnet warns when the forecast passes 80 % of what the circuits carry.',
  sources: [docs.solution],

  *check(topology) {
    for (const site of topology.sites) {
      const demands = demandsOf(topology, site);
      const capacity = siteCapacityMbps(topology, site);
      // HC602 speaks when it is too little today.
      if (capacity === undefined || siteDemandMbps(topology, site, 0) > capacity) continue;
      const months = Math.max(leastHorizonMonths, ...demands.map(({ horizonMonths }) => horizonMonths));
      const forecast = siteDemandMbps(topology, site, months);
      if (forecast <= healthyShare * capacity) continue;
      const percent = Math.round((100 * forecast) / capacity);
      const fix = liftLimits(topology, site, forecast / healthyShare);
      yield {
        element: site,
        message: `Site '${site.name}' will need ${bandwidth(forecast)} in ${months} months, ${percent} % of the ${bandwidth(capacity)} of its circuits; order bandwidth now`,
        related: demands.map((demand) => ({ element: demand, message: 'grows' })),
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      //   ^^ HC601
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 rate-limit 1 Gbps }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 700 Mbps growth 10 % per month }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT bandwidth 10 Gbps }
      vbr border on line { vlan 100 }
      service shop { product oss in cn-shanghai access private-endpoint }
      demand dc to shop { bandwidth 700 Mbps growth 10 % per month }`,
  },
});
