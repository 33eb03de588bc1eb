/** F1: the call is committed and its answer never arrives. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const lostAnswerSchema = z.strictObject({
  kind: z.literal('lost-answer'),
  how: z.enum(['reset', 'silence']).default('reset'),
});

export function lostAnswer({ how }: z.output<typeof lostAnswerSchema>): Effects {
  return { wire: { lost: how } };
}
