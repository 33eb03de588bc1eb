/** Ways through the syntax tree. */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { NamedNode } from './names.ts';

/**
 * The named nodes of each block inside the declarations of a tree: the routers of a site, the vSwitches and
 * security groups of a VPC. Global names are not among them.
 */
export function blocksOfNames(root: AstNode): readonly (readonly NamedNode[])[] {
  const before = known.get(root);
  if (before !== undefined) return before;
  const blocks = findBlocks(root);
  known.set(root, blocks);
  return blocks;
}

/** Trees stay as they are; most of them outlive many keystrokes. */
const known = new WeakMap<AstNode, readonly (readonly NamedNode[])[]>();

function findBlocks(root: AstNode): readonly (readonly NamedNode[])[] {
  const blocks = new Map<AstNode, NamedNode[]>();
  for (const node of AstUtils.streamAllContents(root)) {
    const { $container: container } = node;
    if (container === undefined || container === root || !isNamed(node)) continue;
    if (node.$type === 'TransitRouter') continue;
    const same = blocks.get(container);
    if (same === undefined) blocks.set(container, [node]);
    else same.push(node);
  }
  return [...blocks.values()].filter((nodes) => nodes.length > 1);
}

/** Secrets have names too, which are not theirs alone. */
function isNamed(node: AstNode): node is NamedNode {
  return 'name' in node && node.$type !== 'Secret';
}
