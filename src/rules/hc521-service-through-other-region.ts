import { attachedVpcs, structuralReach } from '../analysis/reachable.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule, set } from './rule.ts';
import { servesUsers } from './support/service-path.ts';

export const serviceThroughOtherRegion = defineRule({
  id: 'HC521',
  severity: 'error',
  title: 'Service block routed to another region',
  why: 'The blocks of a service belong to one region; only a VPC of that region reaches them.',
  sources: [docs.ossBlocksMove, docs.transitRouterOss],

  *check(topology) {
    for (const service of topology.services) {
      const { access, region } = service;
      if (access.kind !== 'private-endpoint' || region === undefined) continue;
      const { via } = access;
      if (via?.region === undefined || via.region === region) continue;
      const better = relations(topology).transitRouters.find(
        ({ transitRouter }) =>
          transitRouter.region === region &&
          attachedVpcs(transitRouter).some((vpc) => vpc.region === region) &&
          servesUsers(topology, service, (site) =>
            structuralReach(topology, site).transitRouters.has(transitRouter),
          ),
      )?.transitRouter;
      yield {
        element: service,
        property: 'access',
        message: `Service '${service.name}' is in ${region}, and '${via.name}' in ${via.region} does not lead to its blocks${better === undefined ? '' : `; go through '${better.name}'`}`,
        related: [{ element: via, message: `is in ${via.region}` }],
        ...(better !== undefined && {
          fix: {
            title: `Go through '${better.name}'`,
            edits: [set(service, 'access', `private-endpoint via ${better.name}`)],
          },
        }),
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      vpc data in cn-beijing { prefix 172.20.0.0/16 }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach prod }
        transit-router tr-bj in cn-beijing { attach data }
      }
      service lake { product oss in cn-beijing access private-endpoint via tr-sh }
      //                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ HC521`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      vpc data in cn-beijing { prefix 172.20.0.0/16 }
      cen backbone {
        transit-router tr-sh in cn-shanghai { attach prod }
        transit-router tr-bj in cn-beijing { attach data }
      }
      service lake { product oss in cn-beijing access private-endpoint via tr-bj }`,
  },
});
