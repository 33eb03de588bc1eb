/** References by name, to elements that may not have been made yet. */
import type { Ref } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import type { Build } from './build.ts';
import { pathOf } from './build.ts';

type Referable = ast.Site | ast.Circuit | ast.Vbr | ast.Ecr | ast.Vpc | ast.Vpn | ast.TransitRouter;

interface KindOf {
  readonly Site: 'site';
  readonly Circuit: 'circuit';
  readonly Vbr: 'vbr';
  readonly Ecr: 'ecr';
  readonly Vpc: 'vpc';
  readonly Vpn: 'vpn';
  readonly TransitRouter: 'transit-router';
}

const kindOf: KindOf = {
  Site: 'site',
  Circuit: 'circuit',
  Vbr: 'vbr',
  Ecr: 'ecr',
  Vpc: 'vpc',
  Vpn: 'vpn',
  TransitRouter: 'transit-router',
};

export function refTo<N extends Referable>(
  build: Build,
  node: N | undefined,
): Ref<KindOf[N['$type']]> | undefined {
  if (node === undefined) return undefined;
  const of: KindOf[N['$type']] = kindOf[node.$type as N['$type']];
  return { of, name: node.name, path: pathOfReferable(build, node) };
}

/** The path of a transit router starts with that of its CEN. */
export function pathOfReferable(build: Build, node: Half<Referable>): string {
  const name = node.name ?? '';
  if (node.$type !== 'TransitRouter') return pathOf(build, node, name, kindOf[node.$type]);
  const cen = node.$container;
  return pathOf(build, node, name, 'transit-router', pathOf(build, cen, cen.name, 'cen'));
}
