import { transitRouterLimits } from '../model/catalog/limits.ts';
import { defineRule } from './rule.ts';

export const peeringBandwidth = defineRule({
  id: 'HC420',
  severity: 'warning',
  title: 'Inter-region connection with the test bandwidth',
  why: 'Without a bandwidth of its own an inter-region connection has 1 kbit/s, which is for connectivity tests and carries no service traffic.',
  sources: transitRouterLimits.testBandwidthMbps.sources,

  *check(topology) {
    for (const peering of topology.cens.flatMap((cen) => cen.peerings)) {
      const { from, to, bandwidthMbps } = peering;
      if (from === undefined || to === undefined) continue;
      if (bandwidthMbps !== undefined && bandwidthMbps > transitRouterLimits.testBandwidthMbps.value)
        continue;
      yield {
        element: peering,
        ...(bandwidthMbps !== undefined && { property: 'bandwidth' }),
        message: `The connection '${from.name}' to '${to.name}' has the test bandwidth of 1 kbit/s, too little for service traffic; set its bandwidth`,
      };
    }
  },

  examples: {
    bad: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        transit-router tr-hz in cn-hangzhou { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 1 kbps }
        //                                 ^^^^^^ HC420
        peering tr-sh to tr-hz { billing data-transfer }
     // ^^^^^^^ HC420
      }`,
    good: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
      }`,
  },
});
