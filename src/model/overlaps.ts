/** Which of many prefixes overlap, found by one sorted sweep instead of by comparing all pairs. */
import { comparePrefixes, type Prefix } from './ip.ts';

export interface Located<T> {
  readonly prefix: Prefix;
  readonly owner: T;
}

export interface Overlap<T> {
  /** The wider block, or the earlier one in the input of two equal blocks. */
  readonly outer: Located<T>;
  readonly inner: Located<T>;
}

/**
 * For each block that lies in one of another group, the nearest such block and no other. Two prefixes overlap
 * exactly when one contains the other, so a stack of the blocks that are open at an address is enough: n log n,
 * and at most one pair per item, even where thousands of equal blocks would make millions of pairs. Each owner is
 * a group of its own unless `groupOf` says otherwise.
 */
export function* nearestOverlaps<T>(
  items: readonly Located<T>[],
  groupOf: (owner: T) => unknown = (owner) => owner,
): Generator<Overlap<T>> {
  const open: Open<T>[] = [];
  for (const item of sorted(items)) {
    closeBefore(open, item.prefix);
    const around = open.at(-1);
    const group = groupOf(item.owner);
    const outer = around?.group === group ? around?.outer : around;
    if (outer !== undefined) yield { outer: outer.item, inner: item };
    open.push({ prefix: item.prefix, item, group, outer });
  }
}

/** The pairs of `nearestOverlaps`, told by the order of the input: who comes later, and what it runs into. */
export function* laterOverlaps<T>(
  items: readonly Located<T>[],
  groupOf?: (owner: T) => unknown,
): Generator<{ readonly later: Located<T>; readonly earlier: Located<T> }> {
  const order = new Map(items.map((item, index) => [item, index]));
  for (const { outer, inner } of nearestOverlaps(items, groupOf)) {
    const isInnerLater = (order.get(inner) ?? 0) > (order.get(outer) ?? 0);
    yield isInnerLater ? { later: inner, earlier: outer } : { later: outer, earlier: inner };
  }
}

/** A block that is not closed yet, with the nearest block around it that belongs to another group. */
interface Open<T> {
  readonly prefix: Prefix;
  readonly item: Located<T>;
  readonly group: unknown;
  readonly outer: Open<T> | undefined;
}

// Array.prototype.sort is stable, which keeps equal blocks in the order of the input.
function sorted<T>(items: readonly Located<T>[]): Located<T>[] {
  return [...items].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

function closeBefore(open: { readonly prefix: Prefix }[], next: Prefix): void {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (last.prefix.version === next.version && last.prefix.last >= next.first) return;
    open.pop();
  }
}
