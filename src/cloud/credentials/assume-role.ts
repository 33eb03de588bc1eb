/**
 * Temporary credentials of a role, through our own client: the SDK's provider signs the old way, which puts the
 * security token into the address, and its errors quote whole answers.
 * Source: aliyun-openapi-meta en-US/sts/AssumeRole.json, AssumeRoleWithOIDC.json.
 */
import * as z from 'zod';
import { CloudError } from '../client/cloud-error.ts';
import type { Answer } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import { isPassing } from '../client/error-class.ts';
import type { Credentials, CredentialSources } from './credentials.ts';

export interface Role {
  readonly arn: string;
  readonly sessionName: string;
  /** Agreed with whoever owns the role, where it belongs to another party. */
  readonly externalId?: string | undefined;
  /** Absent: an hour, which every role allows. */
  readonly durationS?: number | undefined;
  /** Of the STS endpoint; absent: the central one. */
  readonly region?: string | undefined;
}

export interface OidcRole extends Role {
  readonly provider: string;
  readonly tokenFile: string;
}

export const defaultSessionName = 'hcnet';

export async function assumeRole(
  { askSts }: CredentialSources,
  credentials: Credentials,
  role: Role,
): Promise<Credentials> {
  return naming(role, async () => {
    const answer = await askSts(credentials, {
      action: 'AssumeRole',
      region: role.region ?? '',
      parameters: {
        ...parametersOf(role),
        ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
      },
    });
    return credentialsIn(answer);
  });
}

export async function assumeRoleWithOidc(
  { askSts, readFile }: CredentialSources,
  role: OidcRole,
): Promise<Credentials> {
  const token = (await readFile(role.tokenFile))?.trim();
  if (token === undefined || token === '') {
    const what = token === undefined ? 'does not exist' : 'is empty';
    throw new EngineError('account', `the file of the OIDC token, ${role.tokenFile}, ${what}`);
  }
  return naming(role, async () => {
    const answer = await askSts(undefined, {
      action: 'AssumeRoleWithOIDC',
      region: role.region ?? '',
      parameters: { ...parametersOf(role), OIDCProviderArn: role.provider, OIDCToken: token },
    });
    return credentialsIn(answer);
  });
}

function parametersOf(role: Role): Readonly<Record<string, string | number>> {
  return {
    RoleArn: role.arn,
    RoleSessionName: role.sessionName,
    ...(role.durationS === undefined ? {} : { DurationSeconds: role.durationS }),
  };
}

/** A refusal names the role; what may pass by itself stays as it is, for whoever repeats calls. */
async function naming(role: Role, work: () => Promise<Credentials>): Promise<Credentials> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CloudError) || isPassing(error.class)) throw error;
    throw new EngineError('account', `the role ${role.arn} cannot be assumed: ${error.message}`, {
      cause: error,
    });
  }
}

const shape = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().min(1),
    AccessKeySecret: z.string().min(1),
    SecurityToken: z.string().min(1),
    Expiration: z.string(),
  }),
});

function credentialsIn(answer: Answer): Credentials {
  const found = shape.safeParse(answer);
  // What zod says of it would quote the answer.
  if (!found.success) throw new EngineError('account', 'STS answered without credentials');
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = found.data.Credentials;
  return {
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    securityToken: SecurityToken,
    expiresAt: expiryFrom(Expiration),
  };
}

/** `2026-01-02T03:04:05Z`; `undefined` when it is no time. */
export function expiryFrom(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
