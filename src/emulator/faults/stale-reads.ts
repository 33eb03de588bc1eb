/** F10: reads lag behind writes: new things are hidden, deleted and old ones still shown. */
import * as z from 'zod';
import type { Random } from '../engine/random.ts';
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

export function staleReads(fault: z.output<typeof staleReadsSchema>, random: Random): Effects {
  const { forMs, reads, share, writes } = fault;
  return {
    shadows: ({ changes, before }, now) =>
      changes.map(({ resource: { kind, id } }, index): Shadow => {
        let left = reads ?? Number.POSITIVE_INFINITY;
        const until = forMs === undefined ? Number.POSITIVE_INFINITY : now + forMs;
        return {
          kind,
          id,
          writes,
          isOver: (time) => left <= 0 || time >= until,
          look: (actual) => {
            if (random() >= share) return actual;
            left -= 1;
            return before[index];
          },
        };
      }),
  };
}
