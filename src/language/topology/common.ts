/** Properties that several families have. */
import type {
  AggregateRoute,
  CloudElement,
  Guarded,
  Lifecycle,
  Managed,
  SecretRef,
  StaticRoute,
  Tag,
} from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, readPrefix } from '../literals.ts';
import type { Build } from './build.ts';
import { unnamed } from './build.ts';
import { refTo } from './refs.ts';

/** The values without those that could not be made. */
export function compactMap<N, T>(nodes: readonly N[], make: (node: N) => T | undefined): readonly T[] {
  // Most lists of most nodes are empty, and a topology is built for each keystroke.
  if (nodes.length === 0) return none;
  return nodes.map(make).filter((item) => item !== undefined);
}

export function tagsOf(tags: readonly Half<ast.Tag>[]): readonly Tag[] {
  return compactMap(tags, ({ key, value }) =>
    key === undefined || value === undefined ? undefined : { key, value },
  );
}

interface GuardedNode {
  readonly lifecycle?: Half<ast.Lifecycle> | undefined;
}

interface ManagedNode extends GuardedNode {
  readonly movedFrom?: string | undefined;
}

interface CloudNode extends ManagedNode {
  readonly cloudId?: string | undefined;
  readonly account?: string | undefined;
  readonly tags: readonly Half<ast.Tag>[];
}

export function cloudOf(
  node: CloudNode,
  path: string,
): Pick<CloudElement, 'cloudId' | 'account' | 'tags' | 'lifecycle' | 'movedFrom'> {
  return {
    cloudId: node.cloudId,
    account: node.account,
    tags: tagsOf(node.tags),
    ...managedOf(node, path),
  };
}

/** `path` is that of the element: its former one differs in the name only. */
export function managedOf(node: ManagedNode, path: string): Managed {
  return {
    ...guardedOf(node),
    movedFrom: node.movedFrom === undefined ? undefined : formerPath(path, node.movedFrom),
  };
}

export function guardedOf({ lifecycle }: GuardedNode): Guarded {
  if (lifecycle === undefined) return unguarded;
  const ignore = compactMap(lifecycle.ignored, (attribute) => attribute);
  return { lifecycle: { protect: isOn(lifecycle.protect, false), ignore } };
}

const none: readonly never[] = [];

const unguarded: { readonly lifecycle: Lifecycle } = { lifecycle: { protect: false, ignore: none } };

function formerPath(path: string, name: string): string {
  const start = path.lastIndexOf('/') + 1;
  const kind = path.slice(start, path.indexOf('.', start));
  return `${path.slice(0, start)}${kind}.${name}`;
}

export function secretOf(node: Half<ast.Secret> | undefined): SecretRef | undefined {
  const name = node?.key ?? node?.name;
  return name === undefined ? undefined : { from: node?.store ?? 'default', name };
}

/** A route of a transit router, of a route table or of a VPC, with a next hop; or of a VBR, to the customer. */
export function buildRoute(
  build: Build,
  node: Half<ast.Route> | Half<ast.VbrRoute>,
  parent: string,
): StaticRoute {
  const text = node.prefix ?? '';
  const prefix = readPrefix(text);
  const route: StaticRoute = {
    ...unnamed(build, node, { name: prefix?.text ?? text, key: `route.${prefix?.text ?? text}`, parent }),
    kind: 'static-route',
    prefix,
    nextHop: node.$type === 'Route' ? refTo(build, node.nextHop?.ref) : undefined,
    isBlackhole: node.$type === 'Route' && node.blackhole === true,
  };
  return build.record(route, node);
}

/** A route that VPCs are told in place of those inside it. */
export function buildAggregate(build: Build, node: Half<ast.AggregateRoute>, parent: string): AggregateRoute {
  const text = node.prefix ?? '';
  const prefix = readPrefix(text);
  const name = prefix?.text ?? text;
  const route: AggregateRoute = {
    ...unnamed(build, node, { name, key: `aggregate.${name}`, parent }),
    kind: 'aggregate-route',
    prefix,
  };
  return build.record(route, node);
}
