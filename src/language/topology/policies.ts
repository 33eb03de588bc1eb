/** Routing policies of a transit router. */
import type { PolicyMatch, PolicySet, RouteTable, RoutingPolicy } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { readAsnValue, readNumber, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named, unnamed } from './build.ts';
import { compactMap, managedOf } from './common.ts';
import type { Made } from './made.ts';
import { attachable } from './made.ts';

export function buildPolicy(
  build: Build,
  made: Made,
  node: Half<ast.RoutingPolicy>,
  transitRouter: { readonly path: string; readonly routeTables: readonly RouteTable[] },
): RoutingPolicy | undefined {
  const base = named(build, node, 'routing-policy', transitRouter.path);
  if (base === undefined) return undefined;
  const table = node.table?.$refText;
  const policy: RoutingPolicy = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'routing-policy',
    priority: readNumber(node.priority),
    direction: node.direction ?? 'in',
    table: transitRouter.routeTables.find(({ name }) => name === table),
    action: node.action ?? 'permit',
    match: node.match && buildMatch(build, made, node.match, base.path),
    set: node.set && buildSet(build, node.set, base.path),
  };
  return build.record(policy, node);
}

function buildMatch(build: Build, made: Made, node: Half<ast.PolicyMatch>, parent: string): PolicyMatch {
  const match: PolicyMatch = {
    ...unnamed(build, node, { name: 'match', key: 'match', parent }),
    kind: 'policy-match',
    sources: compactMap(node.sources, ({ ref }) => attachable(made, ref)),
    exceptSources: node.notSources === true,
    destinations: compactMap(node.destinations, ({ ref }) => attachable(made, ref)),
    exceptDestinations: node.notDestinations === true,
    sourceRegions: compactMap(node.sourceRegions, (region) => region),
    destinationRegions: compactMap(node.destinationRegions, (region) => region),
    prefixes: readPrefixes(node.prefixes),
    exactPrefixes: node.exactPrefixes === true,
    routeTypes: compactMap(node.routeTypes, (type) => type),
    asPath: compactMap(node.asPath, readAsnValue),
    exactAsPath: node.exactAsPath === true,
    communities: compactMap(node.communities, (community) => community),
    exactCommunities: node.exactCommunities === true,
  };
  return build.record(match, node);
}

function buildSet(build: Build, node: Half<ast.PolicySet>, parent: string): PolicySet {
  const set: PolicySet = {
    ...unnamed(build, node, { name: 'set', key: 'set', parent }),
    kind: 'policy-set',
    preference: readNumber(node.preference),
    prepend: compactMap(node.prepend, readAsnValue),
    communityMode: node.communityMode,
    communities: compactMap(node.communities, (community) => community),
    next: readNumber(node.next),
  };
  return build.record(set, node);
}
