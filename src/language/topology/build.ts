/** What the families of elements share while a topology is built. */
import type { AstNode, CstNode } from 'langium';
import type { Element, ElementBase, SourceRange } from '../../model/topology.ts';
import { firstLeaf, keywordBefore, partFor } from '../cst.ts';
import type { Section } from '../source-file.ts';
import { rangeBetween, rangeOf } from '../source-file.ts';

export interface Build {
  readonly paths: Paths;
  /** Remembers which node an element was made from. */
  readonly record: <E extends Element>(element: E, node: AstNode) => E;
  readonly sectionOf: (node: AstNode) => Section;
}

/** Gives each node a path of its own; a second thing of the same name gets `~2`. */
export class Paths {
  readonly #taken = new Map<string, number>();
  readonly #kept = new Map<AstNode, string>();

  /** A path for a node that others refer to: it is the same each time it is asked for. */
  keep(node: AstNode, wanted: string): string {
    const known = this.#kept.get(node);
    if (known !== undefined) return known;
    const path = this.take(wanted);
    this.#kept.set(node, path);
    return path;
  }

  /** The path of a node that was given one before, else a new one. */
  of(node: AstNode, wanted: string): string {
    return this.#kept.get(node) ?? this.take(wanted);
  }

  take(wanted: string): string {
    const count = (this.#taken.get(wanted) ?? 0) + 1;
    this.#taken.set(wanted, count);
    return count === 1 ? wanted : `${wanted}~${String(count)}`;
  }
}

export interface Named extends AstNode {
  readonly name: string | undefined;
  readonly label?: string | undefined;
}

/** The common part of an element that has a name, or `undefined` as long as the name is missing. */
export function named(build: Build, node: Named, kind: string, parent?: string): ElementBase | undefined {
  const { name, $cstNode: cst } = node;
  if (name === undefined || cst === undefined) return undefined;
  const section = build.sectionOf(node);
  return {
    path: build.paths.of(node, within(parent, `${kind}.${name}`)),
    name,
    label: node.label,
    source: rangeOf(section, partFor(cst, 'name') ?? cst),
    extent: rangeOf(section, cst),
  };
}

/** The path of a node that references lead to, good before and after its element is made. */
export function pathOf(build: Build, node: AstNode, name: string, kind: string, parent?: string): string {
  return build.paths.keep(node, within(parent, `${kind}.${name}`));
}

/**
 * The common part of an element that the text gives no name. `name` is what people call it; `key`, part of its
 * path, is stable when its neighbours come and go. A block such as `bgp { ... }` stands at its keyword, anything
 * else at its first word, or at `at`.
 */
export function unnamed(
  build: Build,
  node: AstNode,
  { name, key, parent, at }: { name: string; key: string; parent?: string; at?: string },
): ElementBase {
  return {
    path: build.paths.take(within(parent, key.replaceAll('/', '_'))),
    name,
    label: undefined,
    ...placeOf(build.sectionOf(node), node.$cstNode, { name, at }),
  };
}

function within(parent: string | undefined, key: string): string {
  return parent === undefined ? key : `${parent}/${key}`;
}

function placeOf(
  section: Section,
  cst: CstNode | undefined,
  { name, at }: { name: string; at: string | undefined },
): { source: SourceRange; extent: SourceRange } {
  const node = cst ?? section.syntax.root.$cstNode;
  if (node === undefined) throw new Error('Langium parsed a text without a syntax tree');
  const keyword = keywordBefore(node, name);
  const place = (at === undefined ? undefined : partFor(node, at)) ?? keyword ?? firstLeaf(node) ?? node;
  return { source: rangeOf(section, place), extent: rangeBetween(section, keyword ?? node, node) };
}
