/** F6: too many requests. With `chance` and `forMs` on the rule it becomes a burst. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const throttlingSchema = z.strictObject({
  kind: z.literal('throttling'),
  /** `Throttling`, `Throttling.Api` and `Rejected.Throttling` occur as well. */
  code: z.string().default('Throttling.User'),
  /** Products answer 400, 429 or 503. */
  status: z.number().int().min(400).max(599).default(400),
  /** Seconds, sent as the header Retry-After; absent: no such header. */
  retryAfterS: z.number().int().min(0).optional(),
});

export function throttling({ code, status, retryAfterS }: z.output<typeof throttlingSchema>): Effects {
  return {
    refuse: () => new ApiError(code, 'Request was denied due to user flow control.', status),
    ...(retryAfterS === undefined ? {} : { wire: { headers: { 'retry-after': String(retryAfterS) } } }),
  };
}
