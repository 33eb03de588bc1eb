/** F10: reads lag behind writes: new things are hidden, deleted and old ones still shown. */
import * as z from 'zod';
import type { SeededRandom } from '../engine/random.ts';
import type { Resource } from '../engine/types.ts';
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
    /** Whether calls that change something look at the same lagging replica. */
    writes: z.boolean().default(false),
  })
  .refine((each) => each.forMs !== undefined || each.reads !== undefined, 'forMs or reads must be given');

type StaleReads = z.output<typeof staleReadsSchema>;

export function staleReads(fault: StaleReads): Effects {
  const { forMs, reads = Number.POSITIVE_INFINITY, share, writes } = fault;
  return {
    shadows: ({ changes, before }, now, random) =>
      changes.map(({ resource: { kind, id } }, index) => {
        const until = forMs === undefined ? Number.POSITIVE_INFINITY : now + forMs;
        return lagging({ kind, id, writes, until, share, before: before[index] }, reads, random.copy());
      }),
  };
}

interface Lag {
  readonly kind: string;
  readonly id: string;
  readonly writes: boolean;
  readonly until: number;
  readonly share: number;
  readonly before: Resource | undefined;
}

function lagging(lag: Lag, reads: number, random: SeededRandom): Shadow {
  let left = reads;
  return {
    kind: lag.kind,
    id: lag.id,
    writes: lag.writes,
    isOver: (time) => left <= 0 || time >= lag.until,
    look: (actual) => {
      if (random() >= lag.share) return actual;
      left -= 1;
      return lag.before;
    },
    copy: () => lagging(lag, left, random.copy()),
  };
}
