/** Ids and request ids from a source of chance that the caller chooses. */
export type Random = () => number;

/** Knows where it stands: the copy goes on with the same numbers, and neither disturbs the other. */
export type SeededRandom = Random & { readonly copy: () => SeededRandom };

/** A generator with a seed (mulberry32), for runs that must repeat exactly. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Object.assign(next, { copy: () => seededRandom(state) });
}

/** Where a caller gave a function of its own, both go on with that one. */
export function copyOf(random: Random): Random {
  return 'copy' in random && typeof random.copy === 'function' ? (random as SeededRandom).copy() : random;
}

/** Like the real ones: a prefix and lower-case letters and digits. */
export function newId(random: Random, prefix: string): string {
  return prefix + letters(random, 'abcdefghijklmnopqrstuvwxyz0123456789', 20);
}

/** Upper-case UUID, the form of RequestId. */
export function newRequestId(random: Random): string {
  return [8, 4, 4, 4, 12].map((count) => letters(random, '0123456789ABCDEF', count)).join('-');
}

function letters(random: Random, alphabet: string, count: number): string {
  let word = '';
  for (let left = count; left > 0; left -= 1) word += alphabet.charAt(Math.floor(random() * alphabet.length));
  return word;
}
