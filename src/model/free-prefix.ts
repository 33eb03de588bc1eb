/** Finds address space that nobody uses yet: for completion and for the fixes of rules. */
import { addressAt, bitsOf, prefixAt, privateBlocks, type Address, type Prefix } from './ip.ts';

/** The first block of `length` bits in `pool` that overlaps none of `taken`; `undefined` when there is none. */
export function firstFree(pool: Prefix, length: number, taken: readonly Prefix[]): Prefix | undefined {
  if (length < pool.length || length > bitsOf(pool.version)) return undefined;
  const size = 1n << BigInt(bitsOf(pool.version) - length);
  let at = pool.first;
  for (const block of relevant(pool, taken)) {
    if (at + size - 1n < block.first) break;
    if (block.last >= at) at = alignUp(block.last + 1n, size);
  }
  return at + size - 1n <= pool.last ? prefixAt(pool.version, at, length) : undefined;
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
