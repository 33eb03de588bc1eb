/**
 * Who am I, and roles. Every role of an account that exists here may be assumed by whoever signs for it; the real
 * service asks for a role that exists, its trust policy, and a RAM user: the account itself may assume none.
 * Sources: aliyun-openapi-meta en-US/sts; codes: help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-errorcodes
 */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import type { Service } from '../engine/handlers.ts';
import type { Call, Fields, Handler, Product, World } from '../engine/types.ts';

export const stsService: Service = {
  product: 'sts',
  actions: {
    AssumeRole: (call, world) => ({ answer: roleAnswer(call, world) }),
    AssumeRoleWithOIDC: (call, world) => ({
      answer: { ...roleAnswer(call, world), OIDCTokenInfo: tokenInfo(call, world) },
    }),
    GetCallerIdentity: whoAmI,
  },
};

/** The token of another party takes the place of a signature. */
export function isAnonymousAction(product: Product | undefined, action: string): boolean {
  return product === 'sts' && action === 'AssumeRoleWithOIDC';
}

function whoAmI({ accountId, caller }: Call): ReturnType<Handler> {
  if (caller === undefined) {
    return {
      answer: {
        AccountId: accountId,
        UserId: accountId,
        PrincipalId: accountId,
        IdentityType: 'Account',
        Arn: `acs:ram::${accountId}:root`,
      },
    };
  }
  return {
    answer: {
      AccountId: accountId,
      RoleId: caller.roleId,
      PrincipalId: caller.principalId,
      IdentityType: caller.type,
      Arn: caller.arn,
    },
  };
}

function roleAnswer(call: Call, world: World): Fields {
  const { settings, now } = world;
  const [accountId, roleName] = roleOf(call, world);
  const sessionName = sessionNameOf(call);
  const lifeMs = settings.temporaryKeyMs ?? durationS(call) * 1000;
  const key = settings.temporaryKeys.issue({
    accountId,
    roleName,
    sessionName,
    expiresAt: now + lifeMs,
    nonce: world.newId(''),
  });
  return {
    // https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
    AssumedRoleUser: {
      Arn: `acs:ram::${accountId}:role/${roleName}/${sessionName}`,
      AssumedRoleId: key.caller.principalId,
    },
    Credentials: {
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.accessKeySecret,
      SecurityToken: key.securityToken,
      Expiration: new Date(key.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    },
  };
}

/** Unverified: code and status of a role that does not exist. */
function roleOf({ params }: Call, { settings }: World): readonly [string, string] {
  const arn = text(params.RoleArn);
  const [, account = '', name = ''] = /^acs:ram::(\d+):role\/([\w.-]+)$/.exec(arn) ?? [];
  if (name === '') throw new ApiError('InvalidParameter.RoleArn', `"${arn}" is not the ARN of a role.`);
  if (settings.accounts.includes(account)) return [account, name];
  throw new ApiError(
    'EntityNotExist.Role',
    `The role "${arn}" does not exist: the emulator has the account ${[...new Set(settings.accounts)].join(', ')}.`,
    404,
  );
}

/** https://www.alibabacloud.com/help/doc-detail/42775.htm: form and code. */
function sessionNameOf({ params }: Call): string {
  const name = text(params.RoleSessionName);
  if (/^[\w.@-]{2,64}$/.test(name)) return name;
  throw new ApiError(
    'InvalidParameter.RoleSessionName',
    'RoleSessionName takes 2 to 64 letters, digits and the signs . @ - _.',
  );
}

/** Roles here allow 12 hours, the most that a role can allow; an hour is what a call gets that asks for nothing. */
function durationS({ params }: Call): number {
  const seconds = Number(params.DurationSeconds ?? 3600);
  if (seconds >= 900 && seconds <= 43_200) return seconds;
  throw new ApiError('InvalidParameter.DurationSeconds', 'DurationSeconds is a number from 900 to 43200.');
}

/** A JSON Web Token whose payload can be read and is not too old; who signed it is not looked at. */
function tokenInfo({ params }: Call, { now }: World): Fields {
  const claims = claimsOf(text(params.OIDCToken));
  if (claims === undefined) {
    throw new ApiError(
      'AuthenticationFail.OIDCToken.Invalid',
      'The OIDC token is not a JSON Web Token of three parts.',
      401,
    );
  }
  const expiry = Number(claims.exp);
  if (expiry * 1000 <= now)
    throw new ApiError('AuthenticationFail.OIDCToken.Expired', 'This JSON Web Token is expired.', 401);
  return {
    Issuer: textOf(claims.iss),
    Subject: textOf(claims.sub),
    ClientIds: textOf(claims.aud),
    VerificationInfo: 'Success',
    ...(Number.isNaN(expiry) ? {} : { ExpirationTime: new Date(expiry * 1000).toISOString() }),
  };
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    // The message of the parser would quote the token.
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
