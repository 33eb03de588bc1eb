/**
 * F19: the request never leaves the machine: no address for the name, a certificate that is not to be trusted, nobody
 * listening. Behind a port of this machine there is no such thing; there the connection breaks before anything is read.
 */
import * as z from 'zod';
import type { Effects } from './effects.ts';

export const unreachableSchema = z.strictObject({
  kind: z.literal('unreachable'),
  what: z.enum(['dns', 'tls', 'refused']),
});

export function unreachable({ what }: z.output<typeof unreachableSchema>): Effects {
  return { dropped: { code: codes[what] } };
}

/** As Node names them: https://nodejs.org/api/errors.html, https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const codes = { dns: 'ENOTFOUND', tls: 'CERT_HAS_EXPIRED', refused: 'ECONNREFUSED' } as const;
