import { api } from '../model/catalog/sources.ts';
import type { RegionPeering } from '../model/topology.ts';
import { defineRule, set, type Violation } from './rule.ts';

export const peeringBilling = defineRule({
  id: 'HC419',
  severity: 'error',
  title: 'Inter-region connection with billing that does not fit',
  why: 'A connection that is paid from a bandwidth package names the package, and a Platinum link is billed by data transfer only.',
  sources: [api('cbn/CreateTransitRouterPeerAttachment')],

  *check(topology) {
    for (const peering of topology.cens.flatMap((cen) => cen.peerings)) {
      const { billing, link, packageId } = peering;
      if (billing === 'package' && link === 'platinum') {
        yield finding(peering, 'link', 'has a Platinum link, which a bandwidth package does not cover');
      } else if (billing === 'package' && packageId === undefined) {
        yield finding(peering, 'billing', 'is paid from a bandwidth package and names none');
      }
    }
  },

  examples: {
    bad: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        transit-router tr-hz in cn-hangzhou { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 200 Mbps billing package }
        //                                                  ^^^^^^^ HC419
        peering tr-sh to tr-hz { bandwidth 200 Mbps billing package "cenbwp-1" link platinum }
        //                                                                          ^^^^^^^^ HC419
      }`,
    good: `
      cen backbone {
        transit-router tr-sh in cn-shanghai { edition enterprise }
        transit-router tr-bj in cn-beijing { edition enterprise }
        transit-router tr-hz in cn-hangzhou { edition enterprise }
        peering tr-sh to tr-bj { bandwidth 200 Mbps billing data-transfer }
        peering tr-sh to tr-hz { bandwidth 200 Mbps billing data-transfer link platinum }
      }`,
  },
});

function finding(peering: RegionPeering, property: string, problem: string): Violation {
  const ends = `'${peering.from?.name ?? '?'}' to '${peering.to?.name ?? '?'}'`;
  return {
    element: peering,
    property,
    message: `The connection ${ends} ${problem}; it will be refused`,
    fix: { title: 'Bill by data transfer', edits: [set(peering, 'billing', 'data-transfer')] },
  };
}
