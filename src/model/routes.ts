/** The routes of a VPC, whichever table holds them. */
import type { StaticRoute, Vpc } from './topology.ts';

/** The routes of one table after the other, the system table first. */
export function routesByTable(vpc: Vpc): readonly (readonly StaticRoute[])[] {
  return [vpc.routes, ...vpc.routeTables.map(({ routes }) => routes)];
}

export function allRoutes(vpc: Vpc): readonly StaticRoute[] {
  return routesByTable(vpc).flat();
}
