/** F17: clocks that disagree, and a nonce that was seen before. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const clockSkewSchema = z.strictObject({
  kind: z.literal('clock-skew'),
  /** By how much the cloud's clock is ahead of the client's; negative: behind. Also seen in the header Date. */
  skewMs: z.number().int(),
});

export const nonceUsedSchema = z.strictObject({
  kind: z.literal('nonce-used'),
  /** `after`: the first delivery was committed, and the caller gets the answer to the second. */
  when: z.enum(['before', 'after']).default('after'),
});

export function clockSkew({ skewMs }: z.output<typeof clockSkewSchema>): Effects {
  return { skewMs };
}

export function nonceUsed({ when }: z.output<typeof nonceUsedSchema>): Effects {
  return when === 'before' ? { refuse: () => used } : { refuseAfter: () => used };
}

const used = new ApiError('SignatureNonceUsed', 'The request signature nonce has been used.');
