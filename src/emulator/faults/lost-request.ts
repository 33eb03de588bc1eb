/** F2: the request never reaches the cloud, and nothing is committed. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const lostRequestSchema = z.strictObject({
  kind: z.literal('lost-request'),
  how: z.enum(['reset', 'silence']).default('reset'),
});

export function lostRequest({ how }: z.output<typeof lostRequestSchema>): Effects {
  return { dropped: how };
}
