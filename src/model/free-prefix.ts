/** Finds address space that nobody uses yet: for completion and for the fixes of rules. */
import { addressAt, bitsOf, overlaps, prefixAt, privateBlocks, type Address, type Prefix } from './ip.ts';

/** The blocks of `length` bits in `pool` that overlap none of `taken`, in order; endless for all that matters. */
function* freeBlocks(pool: Prefix, length: number, taken: readonly Prefix[]): Generator<Prefix> {
  if (length < pool.length || length > bitsOf(pool.version)) return;
  const size = 1n << BigInt(bitsOf(pool.version) - length);
  const blocks = relevant(pool, taken).values();
  let next = blocks.next().value;
  for (let at = pool.first; at + size - 1n <= pool.last;) {
    if (next === undefined || at + size - 1n < next.first) {
      yield prefixAt(pool.version, at, length);
      at += size;
    } else {
      if (next.last >= at) at = alignUp(next.last + 1n, size);
      next = blocks.next().value;
    }
  }
}

/** The first block of `length` bits in `pool` that overlaps none of `taken`; `undefined` when there is none. */
export function firstFree(pool: Prefix, length: number, taken: readonly Prefix[]): Prefix | undefined {
  for (const block of freeBlocks(pool, length, taken)) return block;
  return undefined;
}

/**
 * Hands out free blocks, each one once: ask for a length, get the next block of that length in the first pool
 * that has one. `taken` is asked only when the first block is.
 */
export function freeSpace(
  pools: readonly Prefix[],
  taken: () => readonly Prefix[],
): (length: number) => Prefix | undefined {
  const searches = new Map<number, Iterator<Prefix>>();
  const handedOut = new Map<number, Prefix[]>();
  return (length) => {
    const search = searches.get(length) ?? searchIn(pools, length, taken());
    searches.set(length, search);
    for (let found = search.next(); found.done !== true; found = search.next()) {
      const block = found.value;
      // One search never gives a block twice, so only blocks of other lengths can collide.
      if (overlapsOther(handedOut, block)) continue;
      const same = handedOut.get(length);
      if (same === undefined) handedOut.set(length, [block]);
      else same.push(block);
      return block;
    }
    return undefined;
  };
}

/** The first free block in the private ranges of RFC 1918; the range that holds `near` is tried first. */
export function firstFreePrivate(
  length: number,
  taken: readonly Prefix[],
  near?: Prefix,
): Prefix | undefined {
  const pools = [...privateBlocks].sort((a, b) => Number(holds(b, near)) - Number(holds(a, near)));
  for (const pool of pools) {
    const free = firstFree(pool, length, taken);
    if (free !== undefined) return free;
  }
  return undefined;
}

/** The first block of the same length after `block`, inside `pool`, that overlaps none of `taken`. */
export function nextFree(pool: Prefix, block: Prefix, taken: readonly Prefix[]): Prefix | undefined {
  const before: Prefix = { ...pool, last: block.last };
  return firstFree(pool, block.length, [...taken, before]) ?? firstFree(pool, block.length, taken);
}

/** First and last address of a block that a host may have; `undefined` for blocks without two hosts. */
export function hostRange(prefix: Prefix): { first: Address; last: Address } | undefined {
  const hostBits = bitsOf(prefix.version) - prefix.length;
  // IPv6 has no broadcast address, and a /127 gives both addresses to hosts (RFC 6164).
  if (prefix.version === 6) {
    if (hostBits < 1) return undefined;
    const skip = hostBits === 1 ? 0n : 1n;
    return { first: addressAt(6, prefix.first + skip), last: addressAt(6, prefix.last) };
  }
  if (hostBits < 2) return undefined;
  return { first: addressAt(4, prefix.first + 1n), last: addressAt(4, prefix.last - 1n) };
}

function* searchIn(pools: readonly Prefix[], length: number, taken: readonly Prefix[]): Generator<Prefix> {
  const before: Prefix[] = [];
  for (const pool of pools) {
    // Pools may overlap, such as a range and a favoured part of it.
    yield* freeBlocks(pool, length, [...taken, ...before]);
    before.push(pool);
  }
}

function overlapsOther(handedOut: ReadonlyMap<number, readonly Prefix[]>, block: Prefix): boolean {
  return handedOut
    .entries()
    .some(([length, others]) => length !== block.length && others.some((other) => overlaps(other, block)));
}

function relevant(pool: Prefix, taken: readonly Prefix[]): Prefix[] {
  return taken
    .filter((block) => block.version === pool.version && block.first <= pool.last && block.last >= pool.first)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
}

function alignUp(value: bigint, size: bigint): bigint {
  return ((value + size - 1n) / size) * size;
}

function holds(pool: Prefix, prefix: Prefix | undefined): boolean {
  return prefix !== undefined && pool.first <= prefix.first && prefix.last <= pool.last;
}
