/** Arbitrary addresses and prefixes for laws. */
import fc from 'fast-check';
import { addressAt, bitsOf, prefixAt, type Address, type Prefix } from '../../src/model/ip.ts';

export function address(): fc.Arbitrary<Address> {
  return version().chain((v) => value(v).map((number) => addressAt(v, number)));
}

export function prefix(): fc.Arbitrary<Prefix> {
  return version().chain((v) =>
    fc.tuple(value(v), fc.integer({ min: 0, max: bitsOf(v) })).map(([n, length]) => prefixAt(v, n, length)),
  );
}

/** Blocks of a small space, so that overlaps are frequent. */
export function crowdedPrefix(): fc.Arbitrary<Prefix> {
  return fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 22, max: 32 }))
    .map(([host, length]) => prefixAt(4, 0x0a000000n + BigInt(host) * 4n, length));
}

function version(): fc.Arbitrary<4 | 6> {
  return fc.constantFrom(4, 6);
}

function value(v: 4 | 6): fc.Arbitrary<bigint> {
  return fc.bigInt({ min: 0n, max: (1n << BigInt(bitsOf(v))) - 1n });
}
