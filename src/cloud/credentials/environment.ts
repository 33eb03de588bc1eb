/**
 * Credentials in environment variables. Names:
 * https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-manage-node-js-access-credentials
 */
import { EngineError } from '../engine-error.ts';
import { assumeRole, assumeRoleWithOidc, defaultSessionName } from './assume-role.ts';
import type { CredentialProvider, Credentials, CredentialSources } from './credentials.ts';

/** An access key, which may be temporary; with ALIBABA_CLOUD_ROLE_ARN the role that it assumes. */
export function fromEnvironment(sources: CredentialSources): CredentialProvider | undefined {
  const credentials = keyOf(sources.environment);
  if (credentials === undefined) return undefined;
  const { ALIBABA_CLOUD_ROLE_ARN: arn, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: provider } = sources.environment;
  // Beside a provider, the role is meant for its tokens.
  if (arn === undefined || provider !== undefined)
    return { source: 'environment', load: () => Promise.resolve(credentials) };
  return {
    source: `role ${arn}, assumed with the access key of the environment`,
    load: () => assumeRole(sources, credentials, { arn, ...sessionOf(sources.environment) }),
  };
}

/** A token that CI systems and Kubernetes (RRSA) write to a file; the file is read anew for each look. */
export function oidcFromEnvironment(sources: CredentialSources): CredentialProvider | undefined {
  const {
    ALIBABA_CLOUD_ROLE_ARN: arn,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: provider,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: tokenFile,
  } = sources.environment;
  if (arn === undefined || provider === undefined || tokenFile === undefined) return undefined;
  return {
    source: `role ${arn}, assumed with the OIDC token of the environment`,
    load: () => assumeRoleWithOidc(sources, { arn, provider, tokenFile, ...sessionOf(sources.environment) }),
  };
}

function keyOf(environment: CredentialSources['environment']): Credentials | undefined {
  const id = environment.ALIBABA_CLOUD_ACCESS_KEY_ID;
  const secret = environment.ALIBABA_CLOUD_ACCESS_KEY_SECRET;
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined || secret === undefined) {
    const missing = id === undefined ? 'ALIBABA_CLOUD_ACCESS_KEY_ID' : 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
    throw new EngineError('account', `the environment holds half of the credentials: ${missing} is not set`);
  }
  const token = environment.ALIBABA_CLOUD_SECURITY_TOKEN;
  return {
    accessKeyId: id,
    accessKeySecret: secret,
    ...(token === undefined ? {} : { securityToken: token }),
  };
}

function sessionOf({
  ALIBABA_CLOUD_ROLE_SESSION_NAME: name,
  ALIBABA_CLOUD_EXTERNAL_ID: externalId,
  ALIBABA_CLOUD_STS_REGION: region,
}: CredentialSources['environment']): {
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly region: string | undefined;
} {
  return { sessionName: name ?? defaultSessionName, externalId, region };
}
