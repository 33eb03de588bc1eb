/** F11: a status that was ready is shown as on its way again, then as ready: Active, Pending, Active. */
import * as z from 'zod';
import type { Effects } from './effects.ts';
import type { Shadow } from './shadows.ts';

export const regressSchema = z.strictObject({
  kind: z.literal('regress'),
  /** How many reads after the first ready one see the earlier status. */
  reads: z.number().int().min(1).default(1),
  /** Absent: the first status after the call. */
  status: z.string().min(1).optional(),
});

export function regress({ reads, status }: z.output<typeof regressSchema>): Effects {
  return {
    shadows: ({ changes }) =>
      changes
        .filter(({ op, resource }) => op !== 'delete' && (resource.transition ?? status) !== undefined)
        .map(({ resource: { kind, id, status: first } }) =>
          relapse({ kind, id, status: status ?? first }, reads, false),
        ),
  };
}

interface Relapse {
  readonly kind: string;
  readonly id: string;
  readonly status: string;
}

function relapse(of: Relapse, reads: number, ready: boolean): Shadow {
  let wasReady = ready;
  let left = reads;
  return {
    kind: of.kind,
    id: of.id,
    writes: false,
    isOver: () => left <= 0,
    look: (actual) => {
      if (!wasReady || actual === undefined) {
        wasReady = actual !== undefined && actual.transition === undefined;
        return actual;
      }
      left -= 1;
      return { ...actual, status: of.status };
    },
    copy: () => relapse(of, left, wasReady),
  };
}
