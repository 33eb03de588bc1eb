/** Ids and request ids from a source of chance that the caller chooses. */
export type Random = () => number;

/** A generator with a seed (mulberry32), for runs that must repeat exactly. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Like the real ones: a prefix and lower-case letters and digits. */
export function newId(random: Random, prefix: string): string {
  return prefix + letters(random, 'abcdefghijklmnopqrstuvwxyz0123456789', 20);
}

/** Upper-case UUID, the form of RequestId. */
export function newRequestId(random: Random): string {
  const hex = letters(random, '0123456789ABCDEF', 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function letters(random: Random, alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)] ?? 'a').join(
    '',
  );
}
