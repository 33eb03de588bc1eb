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
 * All overlapping pairs, ordered by inner block. Two prefixes overlap exactly when one contains the other, so a
 * stack of the blocks that are open at an address is enough: n log n plus the number of pairs.
 */
export function* overlappingPairs<T>(items: readonly Located<T>[]): Generator<Overlap<T>> {
  const open: Located<T>[] = [];
  for (const inner of sorted(items)) {
    closeBefore(open, inner.prefix);
    for (const outer of open) yield { outer, inner };
    open.push(inner);
  }
}

/**
 * For each block that lies in another one, the nearest such block and no other: at most one pair per item, even
 * where thousands of equal blocks would make millions of pairs.
 */
export function* nearestOverlaps<T>(items: readonly Located<T>[]): Generator<Overlap<T>> {
  const open: Located<T>[] = [];
  for (const inner of sorted(items)) {
    closeBefore(open, inner.prefix);
    const outer = open.at(-1);
    if (outer !== undefined) yield { outer, inner };
    open.push(inner);
  }
}

// Array.prototype.sort is stable, which keeps equal blocks in the order of the input.
function sorted<T>(items: readonly Located<T>[]): Located<T>[] {
  return [...items].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

function closeBefore<T>(open: Located<T>[], next: Prefix): void {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (last.prefix.version === next.version && last.prefix.last >= next.first) return;
    open.pop();
  }
}
