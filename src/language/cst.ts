/** The concrete syntax tree: every word of the text, and which part of the grammar it belongs to. */
import type { AstNode, CompositeCstNode, CstNode, GrammarAST as Grammar, LeafCstNode } from 'langium';
import { AstUtils, GrammarAST, isCompositeCstNode, isLeafCstNode } from 'langium';

/**
 * A node as error recovery may leave it: lists are there, everything else may be missing, whatever the grammar
 * says.
 */
export type Half<T> = T extends { readonly $refText: string }
  ? T
  : T extends AstNode
    ? { readonly [K in keyof T]: K extends `$${string}` ? T[K] : HalfValue<T[K]> }
    : T;

type HalfValue<T> = T extends readonly (infer Item)[] ? readonly Half<Item>[] : Half<T> | undefined;

/** The direct parts of a node, without comments. */
export function partsOf(cst: CstNode | undefined): readonly CstNode[] {
  return contentOf(cst).filter((part) => !part.hidden);
}

/** The first part that gives the property of the node its value. */
export function partFor(cst: CstNode | undefined, property: string): CstNode | undefined {
  return contentOf(cst).find((part) => !part.hidden && propertyOf(part) === property);
}

/** A rule that only chooses among others, such as Declaration, is a node around the chosen one's node. */
function contentOf(cst: CstNode | undefined): readonly CstNode[] {
  if (cst === undefined || !isCompositeCstNode(cst)) return [];
  const chosen = cst.content.find((part) => !part.hidden);
  const isChoice = chosen !== undefined && isCompositeCstNode(chosen) && propertyOf(chosen) === undefined;
  return isChoice ? contentOf(chosen) : cst.content;
}

/** The property of the node around it that this part gives a value, as the grammar names it. */
export function propertyOf(part: CstNode): string | undefined {
  const source = part.grammarSource;
  if (source === undefined) return undefined;
  if (!properties.has(source)) {
    properties.set(source, AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature);
  }
  return properties.get(source);
}

const properties = new Map<Grammar.AbstractElement, string | undefined>();

/** The text of a keyword that belongs to no property, such as `bgp` before its block. */
export function keywordOf(part: CstNode): string | undefined {
  if (!isLeafCstNode(part) || propertyOf(part) !== undefined) return undefined;
  return GrammarAST.isKeyword(part.grammarSource) ? part.text : undefined;
}

/** The part just before this one in the same node. */
export function partBefore(part: CstNode): CstNode | undefined {
  const container: CompositeCstNode | undefined = part.container;
  if (container === undefined) return undefined;
  const parts = partsOf(container);
  return parts[parts.indexOf(part) - 1];
}

/** The keyword in front of a node whose own text starts behind it: `bgp` of `bgp { ... }`. */
export function keywordBefore(cst: CstNode, keyword: string): CstNode | undefined {
  const before = partBefore(cst);
  return before !== undefined && keywordOf(before) === keyword ? before : undefined;
}

/** The first word of a node. */
export function firstLeaf(cst: CstNode): LeafCstNode | undefined {
  if (isLeafCstNode(cst)) return cst;
  if (!isCompositeCstNode(cst)) return undefined;
  for (const part of cst.content) {
    const leaf = part.hidden ? undefined : firstLeaf(part);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}

/** The last word of a node. */
export function lastLeaf(cst: CstNode): LeafCstNode | undefined {
  if (isLeafCstNode(cst)) return cst;
  if (!isCompositeCstNode(cst)) return undefined;
  for (let index = cst.content.length - 1; index >= 0; index -= 1) {
    const part = cst.content[index];
    const leaf = part === undefined || part.hidden ? undefined : lastLeaf(part);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}
