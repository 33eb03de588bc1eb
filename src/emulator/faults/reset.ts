/** F19: the connection breaks as soon as the request is there, or in the headers or the body of the answer. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const resetSchema = z.strictObject({
  kind: z.literal('reset'),
  /** `connect`: before the cloud sees the request. The other two are after the commit. */
  at: z.enum(['connect', 'headers', 'body']),
});

export function reset({ at }: z.output<typeof resetSchema>): Effects {
  return at === 'connect' ? { dropped: 'reset' } : { wire: { cut: at } };
}
