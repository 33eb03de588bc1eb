/** How attachments and route tables of transit routers hang together, and what static routes the tables hold. */
import type { Prefix } from '../../model/ip.ts';
import { serviceBlocks } from '../../model/catalog/services.ts';
import type {
  Element,
  RouteTable,
  Service,
  StaticRoute,
  Topology,
  TransitRouter,
} from '../../model/topology.ts';
import { allAttachments, allPeerings } from './attachments.ts';
import { ref, type Ref } from '../value.ts';

export interface TableLink {
  readonly role: 'association' | 'propagation';
  readonly address: string;
  readonly element: Element;
  readonly transitRouter: TransitRouter;
  /** Address of the attachment. */
  readonly attachment: string;
  readonly table: Ref;
}

/**
 * An attachment is associated with the custom table that names it, else with the system table. It is learned into
 * the system table always, and into the custom tables that name it.
 */
export function tableLinks(topology: Topology): TableLink[] {
  return [
    ...allAttachments(topology).flatMap(({ transitRouter, attachment, address }) => {
      const target = attachment.target;
      const named = (list: (table: RouteTable) => readonly unknown[]): RouteTable[] =>
        transitRouter.routeTables.filter((table) => list(table).includes(target));
      const end: End = { transitRouter, element: attachment, attachment: address, prefix: address };
      return linksOf(
        end,
        named((table) => table.associated)[0],
        named((table) => table.propagated),
      );
    }),
    ...allPeerings(topology).flatMap(({ peering, from, to }) =>
      [from, to].flatMap((transitRouter) => {
        const prefix = `${peering.path}/${transitRouter.name}`;
        return linksOf({ transitRouter, element: peering, attachment: peering.path, prefix }, undefined, []);
      }),
    ),
  ];
}

export interface PlacedRoute {
  readonly address: string;
  readonly element: Element;
  readonly transitRouter: TransitRouter;
  readonly table: Ref;
  readonly prefix: Prefix;
  /** Address of the attachment; `undefined`: a black hole. */
  readonly nextHop: string | undefined;
}

/** A table that the text names, else the system table. */
export function tableRef(transitRouter: TransitRouter, table: RouteTable | undefined): Ref {
  return table === undefined ? systemTable(transitRouter) : ref(table.path);
}

/** Static routes of the text, then those that services in 100.64.0.0/10 need, unless the text has them already. */
export function tableRoutes(topology: Topology): PlacedRoute[] {
  const routes = new Map<string, PlacedRoute>();
  for (const route of [...writtenRoutes(topology), ...serviceRoutes(topology)]) {
    const key = `${route.table.$ref} ${route.table.path} ${route.prefix.text}`;
    if (!routes.has(key)) routes.set(key, route);
  }
  return [...routes.values()];
}

interface End {
  readonly transitRouter: TransitRouter;
  readonly element: Element;
  readonly attachment: string;
  /** Of the links' addresses. */
  readonly prefix: string;
}

function linksOf(
  end: End,
  associated: RouteTable | undefined,
  propagated: readonly RouteTable[],
): TableLink[] {
  const base = { element: end.element, transitRouter: end.transitRouter, attachment: end.attachment };
  const system = systemTable(end.transitRouter);
  return [
    {
      ...base,
      role: 'association',
      address: `${end.prefix}/association`,
      table: tableRef(end.transitRouter, associated),
    },
    { ...base, role: 'propagation', address: `${end.prefix}/propagation.system`, table: system },
    ...propagated.map((table): TableLink => ({
      ...base,
      role: 'propagation',
      address: `${end.prefix}/propagation.${table.name}`,
      table: ref(table.path),
    })),
  ];
}

function systemTable(transitRouter: TransitRouter): Ref {
  return ref(transitRouter.path, 'systemRouteTable');
}

function writtenRoutes(topology: Topology): PlacedRoute[] {
  return topology.cens.flatMap((cen) =>
    cen.transitRouters.flatMap((transitRouter) => [
      ...transitRouter.routes.flatMap((route) =>
        writtenRoute(topology, transitRouter, systemTable(transitRouter), route),
      ),
      ...transitRouter.routeTables.flatMap((table) =>
        table.routes.flatMap((route) => writtenRoute(topology, transitRouter, ref(table.path), route)),
      ),
    ]),
  );
}

function writtenRoute(
  topology: Topology,
  transitRouter: TransitRouter,
  table: Ref,
  route: StaticRoute,
): PlacedRoute[] {
  const { prefix } = route;
  if (prefix === undefined) return [];
  const nextHop =
    route.nextHop === undefined ? undefined : attachmentTo(topology, transitRouter, route.nextHop.path);
  // A next hop that is not attached here is the business of a rule.
  if (nextHop === undefined && !route.isBlackhole) return [];
  return [{ address: route.path, element: route, transitRouter, table, prefix, nextHop }];
}

/** The attachment, at this transit router, of the element with the path. */
function attachmentTo(topology: Topology, transitRouter: TransitRouter, path: string): string | undefined {
  const direct = allAttachments(topology).find(
    (each) => each.transitRouter === transitRouter && each.attachment.target?.path === path,
  );
  if (direct !== undefined) return direct.address;
  return allPeerings(topology).find(
    ({ from, to }) =>
      (from === transitRouter && to.path === path) || (to === transitRouter && from.path === path),
  )?.peering.path;
}

/**
 * Services in 100.64.0.0/10 answer inside every VPC of their region: a static route for each of their blocks leads
 * to such a VPC, over the inter-region connection where the service is elsewhere. Source:
 * https://www.alibabacloud.com/help/en/cen/use-cases/use-enterprise-edition-transit-routers-to-enable-ecs-instances-to-access-oss-across-regions-over-vpc-connections
 */
export function serviceRoutes(topology: Topology): PlacedRoute[] {
  return topology.services.flatMap((service) => {
    const door = doorOf(topology, service);
    const region = service.region;
    if (door === undefined || region === undefined) return [];
    const blocks =
      service.prefixes.length > 0 ? service.prefixes : serviceBlocks(service.product ?? '', region);
    return blocks.flatMap((prefix) => pathTo(topology, service, door, region, prefix));
  });
}

function doorOf(topology: Topology, service: Service): TransitRouter | undefined {
  if (service.access.kind !== 'private-endpoint') return undefined;
  const { via } = service.access;
  if (via?.kind === 'transit-router') return via;
  const all = topology.cens.flatMap((cen) => cen.transitRouters);
  if (via === undefined) return all.find((each) => each.region === service.region) ?? all[0];
  return allAttachments(topology).find((each) => each.attachment.target === via)?.transitRouter;
}

function pathTo(
  topology: Topology,
  service: Service,
  door: TransitRouter,
  region: string,
  prefix: Prefix,
): PlacedRoute[] {
  if (door.region === region) {
    const nextHop = vpcIn(topology, door, service);
    return nextHop === undefined ? [] : [serviceRoute(service, door, prefix, nextHop)];
  }
  const link = allPeerings(topology).find(
    ({ from, to }) => (from === door && to.region === region) || (to === door && from.region === region),
  );
  if (link === undefined) return [];
  const far = link.from === door ? link.to : link.from;
  const nextHop = vpcIn(topology, far, service);
  if (nextHop === undefined) return [];
  return [
    serviceRoute(service, door, prefix, link.peering.path),
    serviceRoute(service, far, prefix, nextHop),
  ];
}

/** The VPC that the text names, else the first one attached there. */
function vpcIn(topology: Topology, transitRouter: TransitRouter, service: Service): string | undefined {
  const via = service.access.kind === 'private-endpoint' ? service.access.via : undefined;
  const here = allAttachments(topology).filter(
    (each) => each.transitRouter === transitRouter && each.attachment.target?.kind === 'vpc',
  );
  return (here.find((each) => each.attachment.target === via) ?? here[0])?.address;
}

function serviceRoute(
  service: Service,
  transitRouter: TransitRouter,
  prefix: Prefix,
  nextHop: string,
): PlacedRoute {
  const name = prefix.text.replace('/', '_');
  return {
    address: `${transitRouter.path}/service-route.${name}`,
    element: service,
    transitRouter,
    table: systemTable(transitRouter),
    prefix,
    nextHop,
  };
}
