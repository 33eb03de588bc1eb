import { docs } from '../model/catalog/sources.ts';
import { overlaps } from '../model/ip.ts';
import { relations } from '../model/relations.ts';
import { allRoutes } from '../model/routes.ts';
import type { StaticRoute, Topology, Vpc, VpcRouteTable } from '../model/topology.ts';
import { add, defineRule, remove, type Fix } from './rule.ts';

export const trafficThroughEcr = defineRule({
  id: 'HC408',
  severity: 'error',
  title: 'Traffic between cloud networks through an ECR',
  why: 'An Express Connect Router joins circuits with cloud networks; the cloud networks on it do not reach each other through it.',
  sources: [docs.ecr],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      for (const route of allRoutes(vpc)) {
        const target = cloudTarget(topology, route);
        if (target === undefined) continue;
        const fix = throughTransitRouter(topology, vpc, route, target);
        yield {
          element: route,
          message: `VPC '${vpc.name}' sends traffic for VPC '${target.name}' to ECR '${route.nextHop?.name ?? ''}', which passes traffic of circuits only; use a transit router`,
          related: [{ element: target, message: 'is the destination' }],
          ...(fix && { fix }),
        };
      }
    }
    for (const { transitRouter } of relations(topology).transitRouters) {
      const tables = [transitRouter, ...transitRouter.routeTables];
      for (const route of tables.flatMap((table) => table.routes)) {
        const target = cloudTarget(topology, route);
        if (target === undefined) continue;
        yield {
          element: route,
          message: `Transit router '${transitRouter.name}' sends traffic for VPC '${target.name}' to ECR '${route.nextHop?.name ?? ''}', which passes traffic of circuits only; attach the VPC to the transit router`,
          related: [{ element: target, message: 'is the destination' }],
        };
      }
    }
  },

  examples: {
    bad: `
      vpc shop in cn-shanghai { prefix 192.168.0.0/16 route 172.20.0.0/16 to core }
      //                                              ^^^^^ HC408
      vpc data in cn-shanghai { prefix 172.20.0.0/16 }
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { attach shop, data, core } }`,
    good: `
      vpc shop in cn-shanghai { prefix 192.168.0.0/16 route 172.20.0.0/16 to tr }
      vpc data in cn-shanghai { prefix 172.20.0.0/16 }
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { attach shop, data, core } }`,
  },
});

/** The VPC that a route leads to by way of an ECR. A wide route that holds a site's prefixes as well is left alone. */
function cloudTarget(topology: Topology, { nextHop, prefix }: StaticRoute): Vpc | undefined {
  if (nextHop?.of !== 'ecr' || prefix === undefined) return undefined;
  const leadsToSite = topology.sites.some((site) => site.prefixes.some((other) => overlaps(prefix, other)));
  if (leadsToSite) return undefined;
  return topology.vpcs.find((vpc) => vpc.prefixes.some((other) => overlaps(prefix, other)));
}

function throughTransitRouter(
  topology: Topology,
  vpc: Vpc,
  route: StaticRoute,
  target: Vpc,
): Fix | undefined {
  const { attachmentsOf } = relations(topology);
  const reaching = new Set(attachmentsOf(target).map(({ transitRouter }) => transitRouter));
  const shared = attachmentsOf(vpc).find(({ transitRouter }) => reaching.has(transitRouter))?.transitRouter;
  if (shared === undefined || route.prefix === undefined) return undefined;
  return {
    title: `Route through transit router '${shared.name}'`,
    edits: [remove(route), add(tableOf(vpc, route), `route ${route.prefix.text} to ${shared.name}`)],
  };
}

/** Where a route of the VPC stands. */
function tableOf(vpc: Vpc, route: StaticRoute): Vpc | VpcRouteTable {
  return vpc.routeTables.find(({ routes }) => routes.includes(route)) ?? vpc;
}
