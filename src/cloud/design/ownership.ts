/** Which elements belong to another account than the network's. */
import type { Cen, Ecr, Topology, TransitRouter } from '../../model/topology.ts';

/** The other account's id; `undefined` for what is ours. */
export function foreignOwner(topology: Topology, account: string | undefined): string | undefined {
  return account === topology.network?.account ? undefined : account;
}

/** A transit router belongs to whom its CEN belongs, unless the text says otherwise. */
export function ownerOfTransitRouter(
  topology: Topology,
  cen: Cen,
  transitRouter: TransitRouter,
): string | undefined {
  return foreignOwner(topology, transitRouter.account ?? cen.account);
}

export function ownEcrs(topology: Topology): readonly Ecr[] {
  return topology.ecrs.filter((ecr) => foreignOwner(topology, ecr.account) === undefined);
}

/** Transit routers in which we may make tables, routes and attachments. */
export function ownTransitRouters(topology: Topology): readonly TransitRouter[] {
  return topology.cens.flatMap((cen) =>
    cen.transitRouters.filter(
      (transitRouter) => ownerOfTransitRouter(topology, cen, transitRouter) === undefined,
    ),
  );
}
