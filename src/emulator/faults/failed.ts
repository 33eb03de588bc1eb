/** F9: what the call creates or changes ends in a status of failure, and stays there. */
import * as z from 'zod';
import type { Change } from '../engine/types.ts';
import type { Effects } from './effects.ts';

export const failedSchema = z.strictObject({
  kind: z.literal('failed'),
  /** As the kind spells it: `Allocation Failed`, `Failed`, `CreateFailed`. */
  status: z.string().min(1).default('Failed'),
});

export function failed({ status }: z.output<typeof failedSchema>): Effects {
  return {
    changes: (changes) => changes.map((change, index) => (index === 0 ? failing(change, status) : change)),
  };
}

/** What appears beside the resource (the route table of a VPC) is well. */
function failing(change: Change, status: string): Change {
  const { transition } = change.resource;
  const last = transition?.steps.length ?? 0;
  if (transition === undefined) return { ...change, resource: { ...change.resource, status } };
  const steps = transition.steps.map((step, index) => (index === last - 1 ? { ...step, status } : step));
  // A delete that fails leaves the resource there, so it is an update.
  const op = change.op === 'delete' ? 'update' : change.op;
  return { op, resource: { ...change.resource, transition: { ...transition, steps } } };
}
