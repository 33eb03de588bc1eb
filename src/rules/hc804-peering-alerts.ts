import { docs } from '../model/catalog/sources.ts';
import { contactFirst, hasRecommendedAlerts, recommendAlerts, watchedMetrics } from './support/alerts.ts';
import { defineRule } from './rule.ts';

const metrics = ['InternetOutRatePercentByConnectionRegion', 'InternetOutRateByConnectionRegion'];

export const peeringAlerts = defineRule({
  id: 'HC804',
  severity: 'warning',
  title: 'Inter-region connection without an alert on its use',
  why: 'The bandwidth of an inter-region connection is a cap; what exceeds it is dropped without a sign but this metric.',
  sources: [docs.cenRegionMetrics],

  *check(topology) {
    if (hasRecommendedAlerts(topology)) return;
    const watched = watchedMetrics(topology);
    const blind = topology.cens
      .flatMap((cen) => cen.peerings)
      .filter(({ from, to }) => {
        const ends = [from, to].filter((end) => end !== undefined);
        return ends.length === 2 && !ends.some((end) => metrics.some((metric) => watched(end).has(metric)));
      });
    const [first, ...others] = blind;
    if (first === undefined) return;
    yield {
      element: first,
      message: `The connection '${first.from?.name ?? ''}' to '${first.to?.name ?? ''}' has no alert on its use: it fills up unnoticed${contactFirst(topology)}`,
      related: others.map((peering) => ({ element: peering, message: 'has none either' })),
      fix: recommendAlerts(topology, first),
    };
  },

  examples: {
    bad: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
     // ^^^^^^^ HC804
      }
      contact netops { mail "netops@example.com" }`,
    good: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
      }
      contact netops { mail "netops@example.com" }

      monitoring watch { alerts recommended notify netops }`,
  },
});
