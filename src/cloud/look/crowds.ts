/** Tells when so many wait for single things of a sort that one look at all of them costs fewer calls. */
import type { CloudContext } from '../context.ts';

export interface Crowds {
  /**
   * Notes that somebody looks at `one`, which could also be seen in the list `all`, of `size` things at its last
   * reading and `onPage` to a page; true when reading all of it is cheaper.
   */
  readonly isCrowded: (all: string, one: string, pages: Pages) => boolean;
}

export interface Pages {
  readonly size: number;
  readonly onPage: number;
}

/** Who looked so long ago has looked, is about to look again, and counts. */
const memoryMs = 2_000;

export function newCrowds({ clock }: Pick<CloudContext, 'clock'>): Crowds {
  const looks = new Map<string, Map<string, number>>();
  return {
    isCrowded: (all, one, { size, onPage }) => {
      const now = clock.now();
      const crowd = looks.get(all) ?? new Map<string, number>();
      looks.set(all, crowd);
      crowd.delete(one);
      crowd.set(one, now);
      for (const [other, at] of crowd) {
        if (at > now - memoryMs) break;
        crowd.delete(other);
      }
      return crowd.size > Math.ceil(Math.max(size, crowd.size) / onPage);
    },
  };
}
