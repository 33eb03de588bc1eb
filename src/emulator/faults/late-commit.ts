/** F4: the caller is told nothing, or a time-out, and the call is committed later. */
import * as z from 'zod';
import type { Effects, Wire } from './effects.ts';

export const lateCommitSchema = z.strictObject({
  kind: z.literal('late-commit'),
  afterMs: z.number().int().min(0),
  answer: z.enum(['reset', 'silence', 'gateway-timeout']).default('reset'),
});

export function lateCommit({ afterMs, answer }: z.output<typeof lateCommitSchema>): Effects {
  return { lateMs: afterMs, wire: answer === 'gateway-timeout' ? timeOut : { lost: answer } };
}

const timeOut: Wire = {
  status: 504,
  headers: { 'content-type': 'text/html' },
  body: () => '<html><body><h1>504 Gateway Time-out</h1></body></html>\n',
};
