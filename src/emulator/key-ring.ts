/** Every key that opens an account of the emulator: lasting ones, and those that STS gave for a while. */
import { demoCredentials } from './credentials.ts';
import { ApiError } from './engine/api-error.ts';
import { isTemporaryKey, temporaryKeys, type TemporaryKeys } from './temporary-keys.ts';
import type { EmulatorCredential } from './credentials.ts';

export interface KeyRing {
  readonly lasting: readonly EmulatorCredential[];
  readonly temporary: TemporaryKeys;
}

export function keyRingOf(credentials: readonly EmulatorCredential[] = [demoCredentials]): KeyRing {
  return { lasting: credentials, temporary: temporaryKeys(credentials[0]?.accessKeySecret ?? '') };
}

/** The credential that a key and the token beside it name, or an ApiError with the documented code. */
export function credentialFor(
  { lasting, temporary }: KeyRing,
  keyId: string,
  token: string | undefined,
  now: number,
): EmulatorCredential {
  const credential = isTemporaryKey(keyId)
    ? temporaryOf(temporary, keyId, token, now)
    : lastingOf(lasting, keyId);
  if (token !== credential.securityToken) throw strangeToken();
  return credential;
}

/** A temporary key is worth nothing without its token, and after its time. */
function temporaryOf(
  keys: TemporaryKeys,
  keyId: string,
  token: string | undefined,
  now: number,
): EmulatorCredential {
  const credential = keys.read(keyId, token ?? '');
  if (credential === undefined) throw strangeToken();
  if (now < credential.expiresAt) return credential;
  throw new ApiError('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.', 403);
}

function lastingOf(credentials: readonly EmulatorCredential[], keyId: string): EmulatorCredential {
  if (keyId.startsWith('LTAI') || keyId.startsWith('STS.')) {
    throw new ApiError(
      'InvalidAccessKeyId.NotFound',
      "This is the hcnet emulator and this looks like a real Alibaba Cloud access key. Use the emulator's own key; never send a real one here.",
      404,
    );
  }
  const found = credentials.find((each) => each.accessKeyId === keyId);
  if (found === undefined)
    throw new ApiError('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
  return found;
}

function strangeToken(): ApiError {
  return new ApiError(
    'InvalidSecurityToken.Malformed',
    'The security token does not belong to this access key.',
  );
}
