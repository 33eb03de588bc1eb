/** When to look again at something that is on its way: often enough to see its end soon, not more often than that. */
import { timingOf, type Patience } from '../client/patience.ts';

export interface Paces {
  /** The pause before the first look, in milliseconds; `undefined` where nothing of the sort was waited for before. */
  readonly expected: (what: string) => number | undefined;
  /** The pause before the next look at something that has been on its way for so long, in milliseconds. */
  readonly pause: (what: string, elapsedMs: number) => number;
  /** It was seen at its end after so long. */
  readonly took: (what: string, elapsedMs: number) => void;
}

/** Where nothing is known, looks come at growing distances: an end is seen after an eighth more than its time at most. */
const distance = 1 / 8;

/** Things of a sort take about the same time; it may have been over for a while when it was seen. */
const early = 0.95;
const step = 0.05;
const late = 1.3;

/** The shortest time that anything of a sort took is about when the first look at the next one comes. */
export function newPaces(context: Patience): Paces {
  const { pollFirstMs, pollMostMs } = timingOf(context);
  const shortest = new Map<string, number>();
  const within = (least: number, ms: number): number => Math.min(pollMostMs, Math.max(least, 1, ms));
  return {
    expected: (what) => {
      const known = shortest.get(what);
      return known === undefined ? undefined : Math.min(pollMostMs, known * early);
    },
    pause: (what, elapsedMs) => {
      const known = shortest.get(what) ?? 0;
      if (elapsedMs < known * early) return within(1, known * early - elapsedMs);
      const isDue = elapsedMs < known * late;
      const usual = isDue
        ? within(pollFirstMs / 10, known * step)
        : within(pollFirstMs / 4, elapsedMs * distance);
      return Math.round(usual * (0.8 + 0.4 * context.random.fraction()));
    },
    took: (what, elapsedMs) => {
      shortest.set(what, Math.min(elapsedMs, shortest.get(what) ?? Number.POSITIVE_INFINITY));
    },
  };
}
