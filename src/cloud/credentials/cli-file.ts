/** The configuration of the `aliyun` CLI. Read here and not by the SDK, whose errors print the file with its secrets. */
import * as z from 'zod';
import { EngineError } from '../engine-error.ts';
import { credentialsOfProfile } from './cli-profile.ts';
import type { CredentialProvider, CredentialSources } from './credentials.ts';
import { parseJson } from './temporary.ts';

/** The CLI writes empty texts for some of what is not set. */
const text = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

/** https://github.com/aliyun/aliyun-cli (config/profile.go, config/configuration.go). */
const profileShape = z.object({
  name: z.string(),
  mode: text,
  access_key_id: text,
  access_key_secret: text,
  sts_token: text,
  /** Seconds since 1970, of keys that the CLI got by a sign-in in the browser. */
  sts_expiration: z.number().optional(),
  sts_region: text,
  ram_role_name: text,
  ram_role_arn: text,
  ram_session_name: text,
  external_id: text,
  source_profile: text,
  expired_seconds: z.number().optional(),
  process_command: text,
  credentials_uri: text,
  oidc_provider_arn: text,
  oidc_token_file: text,
});

const fileShape = z.object({ current: text, profiles: z.array(profileShape) });

export type CliProfile = z.infer<typeof profileShape>;

export interface CliFile {
  readonly path: string;
  readonly current: string;
  readonly profiles: readonly CliProfile[];
}

export function cliFile({ homeFolder }: CredentialSources): string {
  return `${homeFolder}/.aliyun/config.json`;
}

/** `undefined` when there is no such profile. */
export async function namedCliProfile(
  sources: CredentialSources,
  name: string,
): Promise<CredentialProvider | undefined> {
  const file = await read(sources);
  return file?.profiles.some((profile) => profile.name === name) === true
    ? providerFor(sources, name)
    : undefined;
}

/** `undefined` when the CLI was never configured. */
export async function currentCliProfile(sources: CredentialSources): Promise<CredentialProvider | undefined> {
  const file = await read(sources);
  if (file === undefined || file.profiles.every(isBlank)) return undefined;
  if (file.profiles.some((profile) => profile.name === file.current)) {
    return providerFor(sources, file.current);
  }
  throw new EngineError(
    'account',
    `${file.path} has no profile '${file.current}', which it says is the current one`,
  );
}

/** The name is settled once, so that switching profiles in the middle of a run does not switch the run. */
function providerFor(sources: CredentialSources, name: string): CredentialProvider {
  return {
    source: `profile '${name}' of ${cliFile(sources)}`,
    load: async () => {
      const file = await read(sources);
      if (file === undefined) throw new EngineError('account', `${cliFile(sources)} is gone`);
      return credentialsOfProfile(sources, file, name);
    },
  };
}

async function read(sources: CredentialSources): Promise<CliFile | undefined> {
  const path = cliFile(sources);
  const content = await sources.readFile(path);
  if (content === undefined) return undefined;
  const file = fileShape.safeParse(parseJson(content));
  if (!file.success) {
    throw new EngineError(
      'account',
      `${path} is not a configuration of the aliyun CLI; run \`aliyun configure\``,
    );
  }
  return { path, current: file.data.current ?? 'default', profiles: file.data.profiles };
}

/** What the CLI writes before anybody has configured it. */
function isBlank({ mode, access_key_id: id }: CliProfile): boolean {
  return (mode === undefined || mode === 'AK') && id === undefined;
}
