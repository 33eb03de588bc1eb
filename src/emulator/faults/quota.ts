/** F14: a quota is used up. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const quotaSchema = z.strictObject({
  kind: z.literal('quota'),
  /** Products name the resource: `QuotaExceeded.VSwitch`. */
  code: z.string().default('QuotaExceeded'),
});

export function quota({ code }: z.output<typeof quotaSchema>): Effects {
  return { refuse: () => new ApiError(code, 'The quota of this resource is used up.') };
}
