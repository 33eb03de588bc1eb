/** F13: what can go wrong with a client token. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const tokenSchema = z.strictObject({
  kind: z.literal('token'),
  /** `forgotten`: its time is over, and the call is a new one. */
  what: z.enum(['forgotten', 'processing', 'mismatch']),
});

export function token({ what }: z.output<typeof tokenSchema>): Effects {
  switch (what) {
    case 'forgotten':
      return { forgetsToken: true };
    case 'processing':
      return { refuse: () => processing };
    case 'mismatch':
      return { refuse: () => mismatch };
  }
}

/** Retried by that name in terraform-provider-alicloud `alicloud/resource_alicloud_vpc.go`. */
const processing = new ApiError(
  'OperationFailed.LastTokenProcessing',
  'The last request with this client token is still being processed.',
);

const mismatch = new ApiError(
  'IdempotentParameterMismatch',
  'The request uses the same client token as a previous, but non-identical request.',
);
