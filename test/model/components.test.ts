import fc from 'fast-check';
import { expect, test } from 'vitest';
import { components } from '../../src/model/components.ts';

const things = Array.from({ length: 12 }, (_, id) => ({ id }));
const thing = fc.constantFrom(...things);

test('two things have one representative exactly when a chain of links joins them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(thing, thing), { maxLength: 15 }), thing, thing, (links, a, b) => {
      const rootOf = components(links);
      expect(rootOf(a) === rootOf(b)).toBe(reaches(links, a, b));
    }),
  );
});

function reaches<T>(links: readonly (readonly [T, T])[], a: T, b: T): boolean {
  const seen = new Set([a]);
  for (const at of seen) {
    for (const [x, y] of links) {
      if (x === at) seen.add(y);
      if (y === at) seen.add(x);
    }
  }
  return seen.has(b);
}
