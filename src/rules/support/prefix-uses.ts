/** Every place of a design that names a block of addresses. */
import { relations } from '../../model/relations.ts';
import type { Prefix } from '../../model/ip.ts';
import { allRoutes } from '../../model/routes.ts';
import type { Element, StaticRoute, Topology } from '../../model/topology.ts';

export interface PrefixUse {
  readonly element: Element;
  /** The keyword in front of the prefix. */
  readonly property: string;
  readonly prefix: Prefix;
  /** What the block is for. */
  readonly role: 'site' | 'vpc' | 'vswitch' | 'route' | 'other';
}

export function* prefixUses(topology: Topology): Generator<PrefixUse> {
  for (const site of topology.sites) yield* uses(site, 'prefix', site.prefixes, 'site');
  for (const vbr of topology.vbrs) {
    yield* uses(vbr, 'announce', vbr.networks, 'other');
    yield* routeUses(vbr.staticRoutes);
  }
  for (const ecr of topology.ecrs) {
    for (const allowed of ecr.allowed) yield* uses(allowed, 'prefix', allowed.prefixes, 'other');
  }
  for (const { transitRouter } of relations(topology).transitRouters) {
    for (const cidr of transitRouter.cidrs) yield* uses(cidr, 'cidr', present(cidr.prefix), 'other');
    for (const table of [transitRouter, ...transitRouter.routeTables]) {
      yield* routeUses(table.routes);
      for (const route of table.aggregates) yield* uses(route, 'aggregate', present(route.prefix), 'other');
    }
    for (const { match } of transitRouter.policies) {
      if (match !== undefined) yield* uses(match, 'prefix', match.prefixes, 'other');
    }
  }
  for (const vpc of topology.vpcs) {
    yield* uses(vpc, 'prefix', vpc.prefixes, 'vpc');
    yield* uses(vpc, 'user-prefix', vpc.userPrefixes, 'other');
    for (const vswitch of vpc.vswitches) yield* uses(vswitch, 'prefix', present(vswitch.prefix), 'vswitch');
    yield* routeUses(allRoutes(vpc));
  }
  for (const vpn of topology.vpns) {
    yield* uses(vpn, 'local-prefix', vpn.localPrefixes, 'other');
    yield* uses(vpn, 'remote-prefix', vpn.remotePrefixes, 'other');
    for (const tunnel of vpn.tunnels) yield* uses(tunnel, 'inside', present(tunnel.inside), 'other');
  }
  for (const service of topology.services) yield* uses(service, 'prefix', service.prefixes, 'other');
}

function* routeUses(routes: readonly StaticRoute[]): Generator<PrefixUse> {
  for (const route of routes) yield* uses(route, 'route', present(route.prefix), 'route');
}

function* uses(
  element: Element,
  property: string,
  prefixes: readonly Prefix[],
  role: PrefixUse['role'],
): Generator<PrefixUse> {
  for (const prefix of prefixes) yield { element, property, prefix, role };
}

function present(prefix: Prefix | undefined): readonly Prefix[] {
  return prefix === undefined ? [] : [prefix];
}
