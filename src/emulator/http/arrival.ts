/** A request of the wire as the gateway looks at it. */
import { productOfVersion } from '../engine/metadata.ts';
import { isAnonymousAction } from '../resources/sts.ts';
import { parametersOf } from './request.ts';
import type { Arrival } from '../delivery/arrival.ts';
import type { WireRequest } from './request.ts';
import type { SignatureChecker } from './signature.ts';

export function arrivalOf(request: WireRequest, signatures: SignatureChecker): Arrival {
  const header = (name: string): string => request.headers.get(name) ?? '';
  const [, accessKeyId = ''] = /Credential=([^,]+)/.exec(header('authorization')) ?? [];
  const product = productOfVersion(header('x-acs-version'));
  const action = header('x-acs-action');
  const isUnsigned = !request.headers.has('authorization') && isAnonymousAction(product, action);
  return {
    version: header('x-acs-version'),
    product,
    action,
    params: parametersOf(request),
    host: header('host'),
    accessKeyId,
    signedBy: (now) => (isUnsigned ? undefined : signatures.check(request, now)),
  };
}
