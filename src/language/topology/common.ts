/** Properties that several families have. */
import type { CloudElement, SecretRef, StaticRoute, Tag } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { readPrefix } from '../literals.ts';
import type { Build } from './build.ts';
import { unnamed } from './build.ts';
import { refTo } from './refs.ts';

/** The values without those that could not be made. */
export function compactMap<N, T>(nodes: readonly N[], make: (node: N) => T | undefined): readonly T[] {
  // Most lists of most nodes are empty, and a topology is built for each keystroke.
  if (nodes.length === 0) return none;
  return nodes.map(make).filter((item) => item !== undefined);
}

const none: readonly never[] = [];

export function tagsOf(tags: readonly Half<ast.Tag>[]): readonly Tag[] {
  return compactMap(tags, ({ key, value }) =>
    key === undefined || value === undefined ? undefined : { key, value },
  );
}

export function cloudOf(node: {
  readonly cloudId?: string | undefined;
  readonly account?: string | undefined;
  readonly tags: readonly Half<ast.Tag>[];
}): Pick<CloudElement, 'cloudId' | 'account' | 'tags'> {
  return { cloudId: node.cloudId, account: node.account, tags: tagsOf(node.tags) };
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
