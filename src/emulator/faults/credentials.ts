/**
 * F16: the temporary credential has expired, or somebody disabled the key.
 * With `accessKeyId` in the match it ends when the client signs with another key.
 */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

export const credentialsSchema = z.strictObject({
  kind: z.literal('credentials'),
  what: z.enum(['expired', 'disabled']),
});

export function credentials({ what }: z.output<typeof credentialsSchema>): Effects {
  return { refuse: () => (what === 'expired' ? expired : disabled) };
}

const expired = new ApiError('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.', 403);
const disabled = new ApiError('InvalidAccessKeyId.Inactive', 'Specified access key is disabled.', 403);
