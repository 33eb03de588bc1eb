import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containsPrefix, overlaps, type Prefix } from '../../src/model/ip.ts';
import { nearestOverlaps, overlappingPairs, type Located, type Overlap } from '../../src/model/overlaps.ts';
import { crowdedPrefix, prefix } from './prefixes.ts';

const crowd = fc.array(fc.oneof(crowdedPrefix(), prefix()), { maxLength: 40 }).map(locate);

test('the sweep finds exactly the pairs that comparing all pairs finds', () => {
  fc.assert(
    fc.property(crowd, (items) => {
      expect([...overlappingPairs(items)].map(pairOf).sort()).toEqual(allPairs(items).sort());
    }),
  );
});

test('each outer block contains its inner block', () => {
  fc.assert(
    fc.property(crowd, (items) => {
      for (const { outer, inner } of overlappingPairs(items)) {
        expect(containsPrefix(outer.prefix, inner.prefix)).toBe(true);
      }
    }),
  );
});

test('nearest overlaps name each overlapped block once, with the narrowest block around it', () => {
  fc.assert(
    fc.property(crowd, (items) => {
      const nearest = new Map(
        [...nearestOverlaps(items)].map(({ outer, inner }) => [inner.owner, outer.prefix]),
      );
      const widest = new Map<number, Prefix>();
      for (const { outer, inner } of overlappingPairs(items)) {
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
      const between = [...overlappingPairs(items)].filter(
        ({ outer, inner }) => groupOf(outer.owner) !== groupOf(inner.owner),
      );
      expect(new Set(found.map(({ inner }) => inner.owner))).toEqual(
        new Set(between.map(({ inner }) => inner.owner)),
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

function allPairs(items: readonly Located<number>[]): string[] {
  return items.flatMap((a, i) =>
    items.slice(i + 1).flatMap((b) => (overlaps(a.prefix, b.prefix) ? [key(a.owner, b.owner)] : [])),
  );
}

function pairOf({ outer, inner }: Overlap<number>): string {
  return key(outer.owner, inner.owner);
}

function key(a: number, b: number): string {
  return `${String(Math.min(a, b))} ${String(Math.max(a, b))}`;
}
