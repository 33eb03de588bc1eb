import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstFree, firstFreePrivate, freeSpace, hostRange, nextFree } from '../../src/model/free-prefix.ts';
import {
  containsAddress,
  containsPrefix,
  knownPrefix,
  overlaps,
  prefixAt,
  privateBlocks,
} from '../../src/model/ip.ts';
import { crowdedPrefix, prefix } from './prefixes.ts';

const pool = knownPrefix('10.0.0.0/22');
const taken = fc.array(crowdedPrefix(), { maxLength: 30 });
const length = fc.integer({ min: 22, max: 32 });

test('a free block lies in the pool and overlaps nothing that is taken', () => {
  fc.assert(
    fc.property(taken, length, (blocks, bits) => {
      const free = firstFree(pool, bits, blocks);
      if (free === undefined) return;
      expect(free.length).toBe(bits);
      expect(containsPrefix(pool, free)).toBe(true);
      expect(blocks.some((block) => overlaps(block, free))).toBe(false);
    }),
  );
});

test('no free block is overlooked, and the first one is taken', () => {
  fc.assert(
    fc.property(taken, length, (blocks, bits) => {
      const size = 1n << BigInt(32 - bits);
      let expected: string | undefined;
      for (let at = pool.first; at <= pool.last && expected === undefined; at += size) {
        const candidate = prefixAt(4, at, bits);
        if (!blocks.some((block) => overlaps(block, candidate))) expected = candidate.text;
      }
      expect(firstFree(pool, bits, blocks)?.text).toBe(expected);
    }),
  );
});

test('space that is handed out is free, and is handed out once', () => {
  fc.assert(
    fc.property(taken, fc.array(length, { maxLength: 20 }), (blocks, lengths) => {
      const free = freeSpace([knownPrefix('10.0.1.0/24'), pool], () => blocks);
      const handedOut = lengths.map(free).filter((block) => block !== undefined);
      for (const [i, block] of handedOut.entries()) {
        expect([...blocks, ...handedOut.slice(0, i)].some((other) => overlaps(other, block))).toBe(false);
        expect(containsPrefix(pool, block)).toBe(true);
      }
    }),
  );
});

test('space comes from the favoured pool until that is full', () => {
  const free = freeSpace([knownPrefix('10.0.1.0/25'), pool], () => [knownPrefix('10.0.1.0/26')]);
  expect([26, 26, 26].map((bits) => free(bits)?.text)).toEqual([
    '10.0.1.64/26',
    '10.0.0.0/26',
    '10.0.0.64/26',
  ]);
});

test('the next free block comes after the given one while there is room', () => {
  expect(nextFree(pool, knownPrefix('10.0.0.0/24'), [knownPrefix('10.0.1.0/24')])?.text).toBe('10.0.2.0/24');
  expect(nextFree(pool, knownPrefix('10.0.3.0/24'), [knownPrefix('10.0.0.0/24')])?.text).toBe('10.0.1.0/24');
});

test('private space is taken from the range of the neighbour first', () => {
  const near = knownPrefix('192.168.4.0/24');
  expect(firstFreePrivate(24, [knownPrefix('192.168.0.0/24')], near)?.text).toBe('192.168.1.0/24');
  expect(firstFreePrivate(24, [knownPrefix('192.168.0.0/16')], near)?.text).toBe('10.0.0.0/24');
  expect(firstFreePrivate(16, privateBlocks)).toBeUndefined();
});

test('both ends of a host range lie in the block and are not its network or broadcast address', () => {
  fc.assert(
    fc.property(prefix(), (block) => {
      const hosts = hostRange(block);
      if (hosts === undefined) return;
      expect(containsAddress(block, hosts.first)).toBe(true);
      expect(containsAddress(block, hosts.last)).toBe(true);
      expect(hosts.first.value < hosts.last.value).toBe(true);
      if (block.version === 4) expect([hosts.first.value, hosts.last.value]).not.toContain(block.first);
      if (block.version === 4) expect([hosts.first.value, hosts.last.value]).not.toContain(block.last);
    }),
  );
});
