import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePrefixes, overlaps, type Prefix } from '../../src/model/ip.ts';
import { laterOverlaps, nearestOverlaps, type Located, type Overlap } from '../../src/model/overlaps.ts';
import { crowdedPrefix, prefix } from './prefixes.ts';

const crowd = fc.array(fc.oneof(crowdedPrefix(), prefix()), { maxLength: 40 }).map(locate);

test('nearest overlaps name each overlapped block once, with the narrowest block around it', () => {
  fc.assert(
    fc.property(crowd, (items) => {
      const nearest = new Map(
        [...nearestOverlaps(items)].map(({ outer, inner }) => [inner.owner, outer.prefix]),
      );
      const widest = new Map<number, Prefix>();
      for (const { outer, inner } of everyPair(items)) {
        const before = widest.get(inner.owner);
        if (before === undefined || outer.prefix.length >= before.length)
          widest.set(inner.owner, outer.prefix);
      }
      expect(nearest).toEqual(widest);
    }),
  );
});

test('with groups, nearest overlaps are those between different groups', () => {
  fc.assert(
    fc.property(crowd, fc.integer({ min: 1, max: 4 }), (items, count) => {
      const groupOf = (owner: number): number => owner % count;
      const found = [...nearestOverlaps(items, groupOf)];
      for (const { outer, inner } of found) expect(groupOf(outer.owner)).not.toBe(groupOf(inner.owner));
      const between = everyPair(items).filter(
        ({ outer, inner }) => groupOf(outer.owner) !== groupOf(inner.owner),
      );
      expect(new Set(found.map(({ inner }) => inner.owner))).toEqual(
        new Set(between.map(({ inner }) => inner.owner)),
      );
    }),
  );
});

test('told by order, they are the same pairs, and the later one of the input runs into the earlier one', () => {
  fc.assert(
    fc.property(crowd, (items) => {
      const told = [...laterOverlaps(items)];
      for (const { later, earlier } of told) expect(later.owner).toBeGreaterThan(earlier.owner);
      expect(told.map(({ later, earlier }) => [later.owner, earlier.owner].sort())).toEqual(
        [...nearestOverlaps(items)].map(({ outer, inner }) => [outer.owner, inner.owner].sort()),
      );
    }),
  );
});

test('ten thousand equal blocks take one pair each in the nearest sweep', () => {
  const block = { version: 4, length: 8, first: 0n, last: 255n, text: '', hasHostBits: false } as const;
  const items = locate(Array.from({ length: 10_000 }, () => block));
  expect([...nearestOverlaps(items)]).toHaveLength(9_999);
});

function locate(prefixes: readonly Prefix[]): Located<number>[] {
  return prefixes.map((block, owner) => ({ prefix: block, owner }));
}

/** By brute force: the outer block is the wider one, or the earlier one of two equal blocks. */
function everyPair(items: readonly Located<number>[]): readonly Overlap<number>[] {
  const inOrder = items.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix));
  return inOrder.flatMap((outer, index) =>
    inOrder
      .slice(index + 1)
      .flatMap((inner) => (overlaps(outer.prefix, inner.prefix) ? [{ outer, inner }] : [])),
  );
}
