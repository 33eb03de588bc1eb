/** F7: everything works, slowly. */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const slowSchema = z.strictObject({
  kind: z.literal('slow'),
  /** On the way there: the call is committed this much later. */
  requestMs: z.number().int().min(0).default(0),
  /** On the way back. */
  answerMs: z.number().int().min(0).default(0),
  drip: z.strictObject({ bytes: z.number().int().min(1), everyMs: z.number().int().min(0) }).optional(),
});

export function slow({ requestMs, answerMs, drip }: z.output<typeof slowSchema>): Effects {
  return { delayMs: requestMs, wire: { delayMs: answerMs, ...(drip === undefined ? {} : { drip }) } };
}
