/** F5: the server, or something in front of it, fails before or after the commit. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects, Wire } from './effects.ts';

export const serverErrorSchema = z.strictObject({
  kind: z.literal('server-error'),
  when: z.enum(['before', 'after']).default('before'),
  answer: z
    .enum(['internal-error', 'unavailable', 'unavailable-html', 'empty', 'truncated'])
    .default('internal-error'),
});

export function serverError({ when, answer }: z.output<typeof serverErrorSchema>): Effects {
  const fails = () => errors[answer];
  const refusal: Effects = when === 'before' ? { refuse: fails } : { refuseAfter: fails };
  const wire = wires[answer];
  // An empty or truncated answer after the commit is a success that was damaged on its way.
  const isDamagedSuccess = when === 'after' && (answer === 'empty' || answer === 'truncated');
  return { ...(isDamagedSuccess ? {} : refusal), ...(wire === undefined ? {} : { wire }) };
}

const failed = new ApiError(
  'InternalError',
  'The request processing has failed due to some unknown error.',
  500,
);
const unavailable = new ApiError(
  'ServiceUnavailable',
  'The request has failed due to a temporary failure of the server.',
  503,
);

const errors = {
  'internal-error': failed,
  unavailable,
  'unavailable-html': unavailable,
  'empty': failed,
  'truncated': failed,
} as const;

const wires: Readonly<Record<keyof typeof errors, Wire | undefined>> = {
  'internal-error': undefined,
  'unavailable': undefined,
  'unavailable-html': {
    headers: { 'content-type': 'text/html' },
    body: () => '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>\n',
  },
  'empty': { body: () => '' },
  'truncated': { body: (json) => json.slice(0, Math.floor(json.length / 2)) },
};
