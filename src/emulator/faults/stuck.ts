/** F8: what the call changes stays in its first status: `Attaching` for ever, or for a time. */
import * as z from 'zod';
import type { Change } from '../engine/types.ts';
import type { Effects } from './effects.ts';

export const stuckSchema = z.strictObject({
  kind: z.literal('stuck'),
  /** Absent: until the rule is removed. */
  forMs: z.number().int().min(0).optional(),
});

export function stuck({ forMs }: z.output<typeof stuckSchema>, ruleId: string): Effects {
  return { changes: (changes) => changes.map((change) => held(change, forMs, ruleId)) };
}

function held(change: Change, forMs: number | undefined, ruleId: string): Change {
  const { transition } = change.resource;
  if (transition === undefined) return change;
  const steps = transition.steps.map((step) => ({ ...step, at: step.at + (forMs ?? 0) }));
  const hold = forMs === undefined ? { held: ruleId } : {};
  return { ...change, resource: { ...change.resource, transition: { ...transition, ...hold, steps } } };
}
