import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate } from '../../src/model/aggregate.ts';
import { knownPrefix, prefixAt, type Prefix } from '../../src/model/ip.ts';
import { crowdedPrefix } from './prefixes.ts';

const list = fc.array(crowdedPrefix(), { maxLength: 25 });

test('the aggregated list covers exactly the same addresses', () => {
  fc.assert(
    fc.property(list, (prefixes) => {
      expect(addresses(aggregate(prefixes))).toEqual(addresses(prefixes));
    }),
  );
});

test('no shorter list exists: the answer is disjoint, and no two blocks are halves of one', () => {
  fc.assert(
    fc.property(list, (prefixes) => {
      const result = aggregate(prefixes);
      expect(result.reduce((sum, { first, last }) => sum + Number(last - first) + 1, 0)).toBe(
        addresses(result).length,
      );
      const parents = result.map(({ first, length }) => prefixAt(4, first, length - 1).text);
      expect(new Set(parents).size).toBe(parents.length);
    }),
  );
});

test('aggregating twice changes nothing', () => {
  fc.assert(
    fc.property(list, (prefixes) => {
      expect(aggregate(aggregate(prefixes))).toEqual(aggregate(prefixes));
    }),
  );
});

test('IPv4 and IPv6 stay apart', () => {
  const both = ['::/1', '0.0.0.0/1', '8000::/1', '128.0.0.0/1'].map(knownPrefix);
  expect(aggregate(both).map(({ text }) => text)).toEqual(['0.0.0.0/0', '::/0']);
});

function addresses(prefixes: readonly Prefix[]): bigint[] {
  const all = new Set<bigint>();
  for (const { first, last } of prefixes) for (let at = first; at <= last; at += 1n) all.add(at);
  return [...all].sort((a, b) => Number(a - b));
}
