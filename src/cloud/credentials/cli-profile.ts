/** From a profile of the `aliyun` CLI to credentials, for every mode that needs no browser. */
import { EngineError } from '../engine-error.ts';
import { assumeRole, assumeRoleWithOidc, defaultSessionName, type Role } from './assume-role.ts';
import type { CliFile, CliProfile } from './cli-file.ts';
import type { Credentials, CredentialSources } from './credentials.ts';
import { fromUri } from './credentials-uri.ts';
import { fromMetadataService } from './metadata-service.ts';
import { runProcessCommand } from './process-command.ts';

/** `below` are the profiles that led here, so that none leads to itself. */
export async function credentialsOfProfile(
  sources: CredentialSources,
  file: CliFile,
  name: string,
  below: readonly string[] = [],
): Promise<Credentials> {
  const profile = file.profiles.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new EngineError('account', `${file.path} has no profile '${name}'`);
  if (below.includes(name)) {
    throw new EngineError(
      'account',
      `profiles of ${file.path} lead in a circle: ${[...below, name].join(' → ')}`,
    );
  }
  const here: Place = { sources, file, profile, below: [...below, name] };
  switch (modeOf(profile)) {
    case 'ak':
    case 'ststoken':
      return keyIn(here);
    case 'ramrolearn':
      return assumeRole(sources, keyIn(here), roleIn(here));
    case 'chainableramrolearn':
      return assumeRole(sources, await sourceOf(here), roleIn(here));
    case 'ramrolearnwithrolename':
      return assumeRole(sources, await instance(here), roleIn(here));
    case 'ecsramrole':
      return instance(here);
    case 'oidc':
      return assumeRoleWithOidc(sources, {
        ...roleIn(here),
        provider: needed(here, 'oidc_provider_arn'),
        tokenFile: needed(here, 'oidc_token_file'),
      });
    case 'credentialsuri':
      return fromUri(sources, needed(here, 'credentials_uri'), nameOf(here)).load();
    case 'external':
      return runProcessCommand(sources, needed(here, 'process_command'), nameOf(here));
    case 'cloudsso':
    case 'oauth':
      return signedInByCli(here);
    default:
      throw new EngineError(
        'account',
        `${nameOf(here)} has the mode ${profile.mode ?? 'unknown'}, which hcnet cannot use; choose a profile with an access key or a role`,
      );
  }
}

interface Place {
  readonly sources: CredentialSources;
  readonly file: CliFile;
  readonly profile: CliProfile;
  readonly below: readonly string[];
}

/** The CLI takes modes in any case, and guesses one that is missing from what is there (`AutoModeRecognition`). */
function modeOf({ mode, sts_token: token, ram_role_arn: role }: CliProfile): string {
  if (mode !== undefined) return mode.toLowerCase();
  if (token !== undefined) return 'ststoken';
  return role === undefined ? 'ak' : 'ramrolearn';
}

function keyIn(here: Place): Credentials {
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = here.profile;
  if (id === undefined || secret === undefined) {
    throw new EngineError(
      'account',
      `${nameOf(here)} holds no access key; run \`aliyun configure --profile ${here.profile.name}\``,
    );
  }
  return {
    accessKeyId: id,
    accessKeySecret: secret,
    ...(token === undefined ? {} : { securityToken: token }),
  };
}

function roleIn(here: Place): Role {
  const {
    ram_session_name: session,
    external_id: externalId,
    expired_seconds: seconds,
    sts_region: region,
  } = here.profile;
  return {
    arn: needed(here, 'ram_role_arn'),
    sessionName: session ?? defaultSessionName,
    externalId,
    durationS: seconds === 0 ? undefined : seconds,
    region,
  };
}

function sourceOf(here: Place): Promise<Credentials> {
  return credentialsOfProfile(here.sources, here.file, needed(here, 'source_profile'), here.below);
}

function instance({ sources, profile }: Place): Promise<Credentials> {
  return fromMetadataService(sources, profile.ram_role_name).load();
}

/** Signing in by browser is the CLI's business; what it got so can be used while it lasts. */
function signedInByCli(here: Place): Credentials {
  const { name, mode, sts_expiration: seconds = 0 } = here.profile;
  if (seconds * 1000 > here.sources.now()) return { ...keyIn(here), expiresAt: seconds * 1000 };
  throw new EngineError(
    'account',
    `the sign-in of ${nameOf(here)} (mode ${mode ?? ''}) is over; renew it with \`aliyun sts GetCallerIdentity --profile ${name}\``,
  );
}

type Field =
  | 'ram_role_arn'
  | 'source_profile'
  | 'oidc_provider_arn'
  | 'oidc_token_file'
  | 'credentials_uri'
  | 'process_command';

function needed(here: Place, field: Field): string {
  const value = here.profile[field];
  if (value !== undefined) return value;
  throw new EngineError('account', `${nameOf(here)} does not say its ${field}`);
}

function nameOf({ file, profile }: Place): string {
  return `profile '${profile.name}' of ${file.path}`;
}
