/** F10: reads lag behind writes: new things are hidden, deleted and old ones still shown. */
import * as z from 'zod';
import type { SeededRandom } from '../engine/random.ts';
import type { Change, Resource } from '../engine/types.ts';
import type { Effects } from './effects.ts';
import type { Shadow } from './shadows.ts';

export const staleReadsSchema = z
  .strictObject({
    kind: z.literal('stale-reads'),
    forMs: z.number().int().min(0).optional(),
    /** How many calls that look at the resource are deceived. */
    reads: z.number().int().min(1).optional(),
    /** Part of the replicas that lag: the chance that one read meets such a one. */
    share: z.number().min(0).max(1).default(1),
    /** So many replicas, each as late as chance has it, up to `forMs`; a read asks any one of them. */
    replicas: z.number().int().min(1).max(9).optional(),
    /** Whether calls that change something look at the same lagging replica. */
    writes: z.boolean().default(false),
  })
  .refine((each) => each.forMs !== undefined || each.reads !== undefined, 'forMs or reads must be given');

type StaleReads = z.output<typeof staleReadsSchema>;

export function staleReads(fault: StaleReads): Effects {
  return {
    shadows: ({ changes, before }, now, random) =>
      changes.map((change, index) => shadowOf(fault, lagOf(change, before[index]), now, random.copy())),
  };
}

interface Lag {
  readonly kind: string;
  readonly id: string;
  readonly before: Resource | undefined;
  /** What is shown of something that is gone already. */
  readonly last: Resource | undefined;
  /** When it will be gone, for what is being deleted. */
  readonly goneAt: number | undefined;
}

function lagOf({ resource }: Change, before: Resource | undefined): Lag {
  const end = resource.transition?.steps.at(-1);
  const goneAt = end?.status === null ? end.at : undefined;
  return { kind: resource.kind, id: resource.id, before, last: resource, goneAt };
}

function shadowOf(fault: StaleReads, lag: Lag, now: number, random: SeededRandom): Shadow {
  const { forMs, replicas, reads = Number.POSITIVE_INFINITY } = fault;
  if (replicas !== undefined && forMs !== undefined) {
    const lags = Array.from({ length: replicas }, () => Math.round(random() * forMs));
    return replicated(lag, lags, { now, writes: fault.writes });
  }
  const until = forMs === undefined ? Number.POSITIVE_INFINITY : now + forMs;
  return deceiving(lag, { until, share: fault.share, writes: fault.writes }, reads, random);
}

interface Deceit {
  readonly until: number;
  readonly share: number;
  readonly writes: boolean;
}

function deceiving(lag: Lag, how: Deceit, reads: number, random: SeededRandom): Shadow {
  let left = reads;
  return {
    kind: lag.kind,
    id: lag.id,
    writes: how.writes,
    isOver: (time) => left <= 0 || time >= how.until,
    look: (actual) => {
      if (random() >= how.share) return actual;
      left -= 1;
      return lag.before;
    },
    copy: () => deceiving(lag, how, left, random.copy()),
  };
}

/** What a replica shows follows from the time alone, so it can be shared. */
function replicated(
  lag: Lag,
  lags: readonly number[],
  { now, writes }: { readonly now: number; readonly writes: boolean },
): Shadow {
  const longest = Math.max(...lags);
  const shadow: Shadow = {
    kind: lag.kind,
    id: lag.id,
    writes,
    isOver: (time) => time >= (lag.goneAt ?? now) + longest,
    look: (actual, { time, lot }) => {
      const own = lags[Math.floor(lot * lags.length)] ?? 0;
      if (time < now + own) return lag.before;
      return actual === undefined && time < (lag.goneAt ?? now) + own ? lag.last : actual;
    },
    copy: () => shadow,
  };
  return shadow;
}
