/** Whether the loss of a few of the things that fail as one leaves no way: a hitting set, looked for with a bound. */

/** Parts that fail together. */
export type Unit = readonly string[];

export interface Units {
  /** In the order of the text. */
  readonly units: readonly Unit[];
  /** The index of its unit, by part: a part is in one at most. */
  readonly places: ReadonlyMap<string, number>;
}

/** The parts of one way that does without what is lost; `undefined` when there is none. */
export type WayLeft = (isLost: (part: string) => boolean) => ReadonlySet<string> | undefined;

export type Fate =
  | { readonly is: 'kept' }
  /** With the loss of these parts no way is left. */
  | { readonly is: 'cut'; readonly lost: readonly string[] }
  /** It would take too long to find out. */
  | { readonly is: 'unknown' };

/**
 * Ways that are looked for before it gives up: what is asked is as hard as any hitting set. Ways side by side take two
 * for each loss, access points that are paired at random some hundreds when there are 20. A look takes some 20 µs.
 */
const mostLooks = 2_000;

/** What becomes of the ways when `count` units are lost, whichever these are. */
export function fateAfterLosing({ units, places }: Units, count: number, wayLeft: WayLeft): Fate {
  let looks = 0;
  const tried = new Set<string>();
  const hitBy = (way: ReadonlySet<string>): readonly number[] =>
    [...new Set([...way].flatMap((part) => places.get(part) ?? []))].sort((a, b) => a - b);

  /** `known` are units that ways go through which need nothing of `lost`, and share no unit with each other. */
  const search = (lost: readonly number[], known: readonly (readonly number[])[]): Fate => {
    const key = lost.toSorted((a, b) => a - b).join();
    if (tried.has(key)) return kept;
    tried.add(key);
    const left = count - lost.length;
    const apart = [...known];
    const gone = new Set([...lost, ...known.flat()]);
    const isGone = (part: string): boolean => {
      const place = places.get(part);
      return place !== undefined && gone.has(place);
    };
    // Each loss cuts off one of them at most, so nothing has to be tried when there are more of them than losses.
    while (apart.length <= left) {
      if (looks === mostLooks) return { is: 'unknown' };
      looks += 1;
      const way = wayLeft(isGone);
      if (way === undefined) break;
      const hit = hitBy(way);
      if (hit.length === 0) return kept;
      apart.push(hit);
      for (const place of hit) gone.add(place);
    }
    if (apart.length > left) return kept;
    const [first, ...others] = apart;
    if (first === undefined) return { is: 'cut', lost: lost.flatMap((place) => units[place] ?? []) };
    // Whatever leaves no way has to hit each of them, so only what one way goes through has to be tried.
    for (const place of first) {
      const fate = search([...lost, place], others);
      if (fate.is !== 'kept') return fate;
    }
    return kept;
  };
  return search([], []);
}

const kept: Fate = { is: 'kept' };
