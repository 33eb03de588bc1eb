import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressAt,
  comparePrefixes,
  containsAddress,
  containsPrefix,
  dottedMask,
  overlaps,
  parseAddress,
  parsePrefix,
  prefixAt,
  samePrefix,
} from '../../src/model/ip.ts';
import { address, prefix } from './prefixes.ts';

describe('addresses', () => {
  test('print then parse is the identity', () => {
    fc.assert(
      fc.property(address(), (a) => {
        expect(parseAddress(a.text)).toEqual(a);
      }),
    );
  });

  test.each(['', '1.2.3', '1.2.3.4.5', '256.0.0.1', '1.2.3.x', '::g', 'fe80::1%eth0', '1:2', ':::'])(
    'reads no address from %j',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  test('reads leading zeros as decimal, never as octal', () => {
    expect(parseAddress('010.0.0.1')?.text).toBe('10.0.0.1');
  });

  test('compresses IPv6', () => {
    expect(parseAddress('fd00:0:0:0:0:0:0:1')?.text).toBe('fd00::1');
  });
});

describe('prefixes', () => {
  test('print then parse is the identity, host bits aside', () => {
    fc.assert(
      fc.property(prefix(), (p) => {
        expect(parsePrefix(p.text)).toEqual({ ...p, hasHostBits: false });
      }),
    );
  });

  test('a block holds its first and last address and no address beside them', () => {
    fc.assert(
      fc.property(prefix(), (p) => {
        expect(containsAddress(p, addressAt(p.version, p.first))).toBe(true);
        expect(containsAddress(p, addressAt(p.version, p.last))).toBe(true);
        expect(
          p.first > 0n && containsAddress(p, { ...addressAt(p.version, p.first), value: p.first - 1n }),
        ).toBe(false);
      }),
    );
  });

  test('two blocks overlap exactly when one contains the other', () => {
    fc.assert(
      fc.property(prefix(), prefix(), (a, b) => {
        expect(overlaps(a, b)).toBe(containsPrefix(a, b) || containsPrefix(b, a));
      }),
    );
  });

  test('blocks that contain each other are the same block', () => {
    fc.assert(
      fc.property(prefix(), prefix(), (a, b) => {
        expect(containsPrefix(a, b) && containsPrefix(b, a)).toBe(samePrefix(a, b));
      }),
    );
  });

  test('order is total: it is antisymmetric, and equal means same block', () => {
    fc.assert(
      fc.property(prefix(), prefix(), (a, b) => {
        expect(Math.sign(comparePrefixes(a, b)) + Math.sign(comparePrefixes(b, a))).toBe(0);
        expect(comparePrefixes(a, b) === 0).toBe(samePrefix(a, b));
      }),
    );
  });

  test('a dotted mask has as many leading ones as the prefix is long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), (length) => {
        const mask = parseAddress(dottedMask(prefixAt(4, 0n, length)))?.value ?? -1n;
        expect(mask.toString(2).replaceAll('0', '').length).toBe(length);
        expect(mask).toBe(((1n << BigInt(length)) - 1n) << BigInt(32 - length));
      }),
    );
  });

  test.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '::/129', '10.0.0/8', '/8', '10.0.0.0/8x'])(
    'reads no prefix from %j',
    (text) => {
      expect(parsePrefix(text)).toBeUndefined();
    },
  );
});
