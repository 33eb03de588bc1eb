/** F21: between two calls, somebody else changes, deletes or occupies a resource. */
import * as z from 'zod';
import { applyDrift } from './foreign.ts';
import { idIn } from './target.ts';
import type { Effects } from './effects.ts';

const change = {
  op: z.enum(['update', 'delete', 'hold']),
  /** For `update`: fields under the names that reads use, `null` to take one away. */
  fields: z.record(z.string(), z.json()).optional(),
  tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  status: z.string().min(1).optional(),
  /** How long `hold` keeps the resource, and what its writes lock, busy. */
  forMs: z.number().int().min(0).default(1000),
};

/** Drift that happens now, whatever anybody calls. */
export const driftNowSchema = z.strictObject({ ...change, id: z.string().min(1) });

export type Drift = z.input<typeof driftNowSchema>;

export const driftSchema = z.strictObject({
  kind: z.literal('drift'),
  ...change,
  id: z.string().min(1).optional(),
  /** Instead of the id: the parameter of the call that holds it, such as `VpcId`. */
  param: z.string().min(1).optional(),
});

export function drift(fault: z.output<typeof driftSchema>): Effects {
  return {
    before: (call, cloud) => {
      const id = fault.id ?? idIn(call, fault.param);
      if (id !== '') applyDrift(cloud, { ...fault, id });
    },
  };
}
