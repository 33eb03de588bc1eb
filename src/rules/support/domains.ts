/** Which sites and VPCs share a network, so that their addresses must not clash. */
import { follow } from '../../analysis/reachable.ts';
import { components } from '../../model/components.ts';
import { relations } from '../../model/relations.ts';
import type { Element, RouteTable, Site, Topology, TransitRouter, Vpc } from '../../model/topology.ts';

/** The representative of all that hangs together with a site or VPC, through whatever hub. */
export function networkOf(topology: Topology): (element: Site | Vpc) => Element {
  const found = known.get(topology) ?? components<Element>(networkLinks(topology));
  known.set(topology, found);
  return found;
}

const known = new WeakMap<Topology, (element: Element) => Element>();

function* networkLinks(topology: Topology): Generator<readonly [Element, Element]> {
  for (const { transitRouter } of relations(topology).transitRouters) {
    for (const { target } of transitRouter.attachments)
      if (target !== undefined) yield [transitRouter, target];
  }
  yield* regionLinks(topology);
  for (const ecr of topology.ecrs) for (const member of [...ecr.vbrs, ...ecr.vpcs]) yield [ecr, member];
  for (const vbr of topology.vbrs) {
    if (vbr.circuit?.site !== undefined) yield [vbr, vbr.circuit.site];
    for (const vpc of vbr.uplinks) yield [vbr, vpc];
  }
  for (const vpn of topology.vpns) {
    const target = follow(topology, vpn.target);
    if (vpn.site !== undefined) yield [vpn, vpn.site];
    if (target !== undefined) yield [vpn, target];
  }
}

function* regionLinks(topology: Topology): Generator<readonly [TransitRouter, TransitRouter]> {
  for (const { peerings } of topology.cens) {
    for (const { from, to } of peerings) if (from !== undefined && to !== undefined) yield [from, to];
  }
}

/** VPCs whose routes meet in one table of one or several joined transit routers. */
export function routingDomains(topology: Topology): readonly (readonly Vpc[])[] {
  const joined = components<TransitRouter>(regionLinks(topology));
  const domains = new Map<TransitRouter | RouteTable, Set<Vpc>>();
  for (const { transitRouter } of relations(topology).transitRouters) {
    for (const { target } of transitRouter.attachments) {
      if (target?.kind !== 'vpc') continue;
      // Tables of one's own are how a design keeps VPCs apart; without one, routes go to the system's table.
      const own = transitRouter.routeTables.filter(({ propagated }) => propagated.includes(target));
      for (const key of own.length > 0 ? own : [joined(transitRouter)]) {
        const members = domains.get(key) ?? new Set<Vpc>();
        domains.set(key, members.add(target));
      }
    }
  }
  return [...domains.values()].map((members) => [...members]);
}
