/** Fewest prefixes for the same addresses. */
import { bitsOf, comparePrefixes, containsPrefix, prefixAt, type Prefix } from './ip.ts';

/** The shortest list that covers exactly the same addresses, in order. */
export function aggregate(prefixes: readonly Prefix[]): readonly Prefix[] {
  const merged: Prefix[] = [];
  for (const prefix of [...prefixes].sort(comparePrefixes)) {
    const before = merged.at(-1);
    if (before !== undefined && containsPrefix(before, prefix)) continue;
    merged.push(prefix);
    joinSiblings(merged);
  }
  return merged;
}

/** Two halves of one block at the end of the list become that block, as often as it goes. */
function joinSiblings(merged: Prefix[]): void {
  for (;;) {
    const [left, right] = merged.slice(-2);
    if (left === undefined || right === undefined || !areHalves(left, right)) return;
    merged.splice(-2, 2, prefixAt(left.version, left.first, left.length - 1));
  }
}

function areHalves(left: Prefix, right: Prefix): boolean {
  if (left.version !== right.version || left.length !== right.length || left.length === 0) return false;
  const size = 1n << BigInt(bitsOf(left.version) - left.length);
  return right.first === left.first + size && left.first % (2n * size) === 0n;
}
