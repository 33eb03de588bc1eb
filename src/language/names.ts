/** The names that the files of one design declare. */
import type { AstNode, AstNodeDescription } from 'langium';
import { AstUtils } from 'langium';
import type { Half } from './cst.ts';
import type * as ast from './generated/ast.ts';

/** Nodes with a name that a reference may lead to; several when a name is declared twice, the first one wins. */
export type Names = ReadonlyMap<string, readonly AstNodeDescription[]>;

/** A node that has, or should have, a name. */
export interface NamedNode extends AstNode {
  readonly name?: string | undefined;
}

/** Top-level names and transit routers, which are known in all files of the design. */
export function globalNames(roots: readonly ast.Design[]): Names {
  return describe(roots.flatMap((root) => root.declarations.flatMap(globalNodes)));
}

/** The names in one block: routers of a site, vSwitches of a VPC. */
export function localNames(nodes: readonly NamedNode[]): Names {
  return describe(nodes);
}

/** What a declaration brings into the design's names: itself, and the transit routers of a CEN. */
export function globalNodes(declaration: Half<ast.Declaration>): readonly NamedNode[] {
  switch (declaration.$type) {
    case 'Cen':
      return [declaration, ...declaration.transitRouters];
    case 'Network':
    case 'Demand':
    case 'Expectation':
      return [];
    default:
      return [declaration];
  }
}

function describe(nodes: readonly NamedNode[]): Names {
  const names = new Map<string, AstNodeDescription[]>();
  for (const node of nodes) {
    if (node.name === undefined) continue;
    const description = describeNode(node, node.name);
    const same = names.get(node.name);
    if (same === undefined) names.set(node.name, [description]);
    else same.push(description);
  }
  return names;
}

function describeNode(node: AstNode, name: string): AstNodeDescription {
  return {
    node,
    name,
    type: node.$type,
    get documentUri() {
      return AstUtils.getDocument(node).uri;
    },
    path: '',
  };
}
