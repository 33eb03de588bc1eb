/** A request of the wire as the gateway looks at it. */
import { productOfVersion } from '../engine/metadata.ts';
import { parametersOf } from './request.ts';
import type { Arrival } from '../delivery/arrival.ts';
import type { WireRequest } from './request.ts';
import type { SignatureChecker } from './signature.ts';

export function arrivalOf(request: WireRequest, signatures: SignatureChecker): Arrival {
  const header = (name: string): string => request.headers.get(name) ?? '';
  const [, accessKeyId = ''] = /Credential=([^,]+)/.exec(header('authorization')) ?? [];
  return {
    version: header('x-acs-version'),
    product: productOfVersion(header('x-acs-version')),
    action: header('x-acs-action'),
    params: parametersOf(request),
    host: header('host'),
    accessKeyId,
    signedBy: (now) => signatures.check(request, now),
  };
}
