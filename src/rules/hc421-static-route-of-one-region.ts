import { peersOf } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { containsPrefix, type Prefix } from '../model/ip.ts';
import { relations } from '../model/relations.ts';
import type { TransitRouter } from '../model/topology.ts';
import { add, defineRule } from './rule.ts';

export const staticRouteOfOneRegion = defineRule({
  id: 'HC421',
  severity: 'warning',
  title: 'Static route to an ECR that stays in its region',
  why: 'A static route to an ECR is not announced over inter-region connections, so the other regions need a route of their own.',
  sources: [docs.transitRouterEcr],

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      for (const route of transitRouter.routes) {
        const { prefix, nextHop } = route;
        if (prefix === undefined || nextHop?.of !== 'ecr') continue;
        for (const peer of peersOf(topology, transitRouter)) {
          if (!hasVpc(peer) || routes(peer, prefix)) continue;
          yield {
            element: route,
            message: `Transit router '${peer.name}' does not learn the static route ${prefix.text} to ECR '${nextHop.name}'; its VPCs cannot use it without a route of their own`,
            related: [{ element: peer, message: 'has no route for it' }],
            fix: {
              title: `Repeat the route on '${peer.name}'`,
              edits: [add(peer, `route ${prefix.text} to ${transitRouter.name}`)],
            },
          };
        }
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-beijing { prefix 192.168.0.0/16 }
      ecr core { asn 45104 }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core route 10.10.0.0/16 to core }
        //                                                ^^^^^ HC421
        transit-router tr-bj in cn-beijing { attach prod }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
      }`,
    good: `
      vpc prod in cn-beijing { prefix 192.168.0.0/16 }
      ecr core { asn 45104 }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach core route 10.10.0.0/16 to core }
        transit-router tr-bj in cn-beijing { attach prod route 10.10.0.0/16 to tr-sh }
        peering tr-sh to tr-bj { bandwidth 200 Mbps }
      }`,
  },
});

function hasVpc({ attachments }: TransitRouter): boolean {
  return attachments.some(({ target }) => target?.kind === 'vpc');
}

function routes({ routes: own }: TransitRouter, wanted: Prefix): boolean {
  return own.some(({ prefix }) => prefix !== undefined && containsPrefix(prefix, wanted));
}
