/** Static routes into 100.64.0.0/10 that are what a service asks for: the text says the service instead of its blocks. */
import { serviceBlocks, serviceProducts } from '../../model/catalog/services.ts';
import type { Cen, Service, Topology, TransitRouter, Vpc } from '../../model/topology.ts';
import { serviceRoutes, type PlacedRoute } from '../design/route-tables.ts';
import { named, unmanaged, type Desk } from './desk.ts';
import { textIn } from './thing.ts';

export interface Doors {
  readonly services: readonly Service[];
  /** Without the routes that the services stand for. */
  readonly cens: readonly Cen[];
}

export function doorsIn(desk: Desk, drawn: Topology): Doors {
  const services: Service[] = [];
  const said = new Set<string>();
  for (const router of drawn.cens.flatMap(({ transitRouters }) => transitRouters)) {
    for (const { id: product } of serviceProducts) {
      const found = firstDoor(desk, drawn, { router, product, said });
      if (found === undefined) continue;
      services.push(found.service);
      for (const route of found.routes) said.add(keyOf(route.transitRouter, route.prefix.text));
    }
  }
  return { services, cens: said.size === 0 ? drawn.cens : drawn.cens.map((cen) => without(cen, said)) };
}

interface Search {
  readonly router: TransitRouter;
  readonly product: string;
  readonly said: ReadonlySet<string>;
}

interface Door {
  readonly service: Service;
  readonly routes: readonly PlacedRoute[];
}

/** Through the transit router if that says it all, else through one of the VPCs that it attaches. */
function firstDoor(desk: Desk, drawn: Topology, search: Search): Door | undefined {
  const { router, product } = search;
  const vpcs = router.attachments.flatMap(({ target }) => (target?.kind === 'vpc' ? [target] : []));
  const regions = regionsAround(drawn, router).filter((region) => serviceBlocks(product, region).length > 0);
  for (const region of regions) {
    for (const via of [router, ...vpcs]) {
      const service = serviceVia(product, region, via);
      const routes = serviceRoutes({ ...drawn, services: [service] });
      const isThere = routes.length > 0 && routes.every((route) => hasRoute(desk, route, search.said));
      if (!isThere) continue;
      const { name } = desk.names.take('', [product], 'service');
      return { service: { ...service, ...named(`service.${name}`, { name, label: undefined }) }, routes };
    }
  }
  return undefined;
}

function regionsAround(drawn: Topology, router: TransitRouter): string[] {
  const peers = drawn.cens.flatMap(({ peerings }) =>
    peerings.flatMap(({ from, to }) => (from === router ? [to] : to === router ? [from] : [])),
  );
  return [router, ...peers].flatMap((each) => each?.region ?? []);
}

function serviceVia(product: string, region: string, via: TransitRouter | Vpc): Service {
  return {
    ...named('service.door', { name: 'door', label: undefined }),
    ...unmanaged,
    kind: 'service',
    product,
    region,
    access: { kind: 'private-endpoint', via },
    address: undefined,
    port: undefined,
    prefixes: [],
    isControlled: false,
    cloudId: undefined,
  };
}

function hasRoute({ things, origins }: Desk, route: PlacedRoute, said: ReadonlySet<string>): boolean {
  const { transitRouter, prefix, nextHop } = route;
  const table = origins.get(transitRouter.path)?.outputs.systemRouteTable;
  const attachment = nextHop === undefined ? undefined : origins.get(nextHop)?.id;
  return (
    !said.has(keyOf(transitRouter, prefix.text)) &&
    things
      .where('tr-route-entry', 'table', table)
      .some((entry) => textIn(entry, 'prefix') === prefix.text && textIn(entry, 'nextHop') === attachment)
  );
}

function keyOf({ path }: TransitRouter, prefix: string): string {
  return `${path} ${prefix}`;
}

function without(cen: Cen, said: ReadonlySet<string>): Cen {
  return {
    ...cen,
    transitRouters: cen.transitRouters.map((router) => ({
      ...router,
      routes: router.routes.filter(({ name }) => !said.has(keyOf(router, name))),
    })),
  };
}
