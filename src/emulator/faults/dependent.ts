/** F22: somebody else makes something that uses a resource, so that it cannot be deleted. */
import * as z from 'zod';
import { addDependent } from './foreign.ts';
import { idIn } from './target.ts';
import type { Effects } from './effects.ts';

export const dependentSchema = z.strictObject({
  kind: z.literal('foreign-dependent'),
  id: z.string().min(1).optional(),
  /** Instead of the id: the parameter of the call that holds it. */
  param: z.string().min(1).optional(),
});

export function dependent(fault: z.output<typeof dependentSchema>): Effects {
  return {
    before: (call, cloud) => {
      const id = fault.id ?? idIn(call, fault.param);
      if (id !== '') addDependent(cloud, id);
    },
  };
}
