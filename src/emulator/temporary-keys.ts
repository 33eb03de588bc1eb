/**
 * Temporary access keys, as STS gives them. Nothing is kept: the token says who it is for and how long, signed with
 * the account's own secret, so a key outlives a restart of the emulator and its secret is in no file.
 */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Caller, EmulatorCredential } from './credentials.ts';

export interface TemporaryKeys {
  issue(grant: Grant): TemporaryCredential;
  /** The credential that belongs to this key id and token; undefined when the token was not made here, or for another key. */
  read(keyId: string, token: string): TemporaryCredential | undefined;
}

export interface Grant {
  readonly accountId: string;
  readonly roleName: string;
  readonly sessionName: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Keeps the keys of two sessions apart that are alike otherwise. */
  readonly nonce: string;
}

export interface TemporaryCredential extends EmulatorCredential {
  readonly securityToken: string;
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** Not `STS.`, as real ones begin: those are never taken here. */
const keyPrefix = 'hcnet-sts-';

export function isTemporaryKey(keyId: string): boolean {
  return keyId.startsWith(keyPrefix);
}

export function temporaryKeys(secret: string): TemporaryKeys {
  const sign = (what: string, payload: string): string =>
    createHmac('sha256', secret).update(`${what}:${payload}`).digest('base64url');
  const credentialFor = (payload: string, grant: Grant): TemporaryCredential => ({
    accessKeyId: `${keyPrefix}${sign('id', payload).slice(0, 20)}`,
    accessKeySecret: sign('secret', payload),
    securityToken: `${payload}.${sign('token', payload)}`,
    accountId: grant.accountId,
    caller: callerOf(grant),
    expiresAt: grant.expiresAt,
  });
  return {
    issue: (grant) => credentialFor(encode(grant), grant),
    read: (keyId, token) => {
      const [payload = ''] = token.split('.');
      const grant = decode(payload);
      const credential = grant === undefined ? undefined : credentialFor(payload, grant);
      return credential?.accessKeyId === keyId && credential.securityToken === token ? credential : undefined;
    },
  };
}

/** Unverified: the form of the ARN in which the service answers who a role's session is. */
function callerOf({ accountId, roleName, sessionName }: Grant): Caller {
  const roleId = roleIdOf(accountId, roleName);
  return {
    type: 'AssumedRoleUser',
    arn: `acs:ram::${accountId}:assumed-role/${roleName}/${sessionName}`,
    principalId: `${roleId}:${sessionName}`,
    roleId,
  };
}

/** A number of 18 digits, the same for the same role. */
function roleIdOf(accountId: string, roleName: string): string {
  const hash = createHmac('sha256', accountId).update(roleName).digest();
  return `3${(hash.readBigUInt64BE() % 10n ** 17n).toString().padStart(17, '0')}`;
}

const grantShape = z.object({
  accountId: z.string(),
  roleName: z.string(),
  sessionName: z.string(),
  expiresAt: z.number(),
  nonce: z.string(),
});

function encode(grant: Grant): string {
  return Buffer.from(JSON.stringify(grant)).toString('base64url');
}

function decode(payload: string): Grant | undefined {
  try {
    return grantShape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
  } catch {
    // Not one of ours.
    return undefined;
  }
}
