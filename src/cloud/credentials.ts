/** Finds credentials without asking the network. The order is fixed, and the first source that has any decides. */
import { z } from 'zod';
import { EngineError } from './engine-error.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

export interface CredentialSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of a file, `undefined` when there is none. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  readonly homeFolder: string;
  /** A profile of the `aliyun` CLI asked for by name. */
  readonly profile?: string | undefined;
}

export interface FoundCredentials {
  readonly credentials: Credentials;
  /** For people: `environment`, `profile 'work' of ~/.aliyun/config.json`. */
  readonly source: string;
}

/** Rejects with an `EngineError` that says how to get credentials, or what is wrong with those there are. */
export async function findCredentials(sources: CredentialSources): Promise<FoundCredentials> {
  const found =
    sources.profile === undefined
      ? (fromEnvironment(sources.environment) ?? (await fromCliFile(sources, undefined)))
      : await fromCliFile(sources, sources.profile);
  if (found !== undefined) return found;
  throw new EngineError('account', noCredentials);
}

const noCredentials = [
  'no Alibaba Cloud credentials were found.',
  'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run `aliyun configure`;',
  'to try without an account, start `hcnet emulator` and pass `--endpoint` with the address that it prints',
].join(' ');

/** Names: https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-manage-node-js-access-credentials */
function fromEnvironment(environment: CredentialSources['environment']): FoundCredentials | undefined {
  const id = environment.ALIBABA_CLOUD_ACCESS_KEY_ID;
  const secret = environment.ALIBABA_CLOUD_ACCESS_KEY_SECRET;
  if (!id && !secret) return undefined;
  if (!id || !secret) {
    const missing = id ? 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' : 'ALIBABA_CLOUD_ACCESS_KEY_ID';
    throw new EngineError('account', `the environment holds half of the credentials: ${missing} is not set`);
  }
  const token = environment.ALIBABA_CLOUD_SECURITY_TOKEN;
  return {
    credentials: { accessKeyId: id, accessKeySecret: secret, ...(token ? { securityToken: token } : {}) },
    source: 'environment',
  };
}

/** The CLI's own file: https://github.com/aliyun/aliyun-cli (config/configuration.go). */
const cliFile = z.object({
  current: z.string().optional(),
  profiles: z.array(
    z.object({
      name: z.string(),
      mode: z.string().optional(),
      access_key_id: z.string().optional(),
      access_key_secret: z.string().optional(),
      sts_token: z.string().optional(),
    }),
  ),
});

/** Read here and not by the SDK's provider, whose errors print the file with its secrets. */
async function fromCliFile(
  sources: CredentialSources,
  wanted: string | undefined,
): Promise<FoundCredentials | undefined> {
  const path = `${sources.homeFolder}/.aliyun/config.json`;
  const text = await sources.readFile(path);
  if (text === undefined) {
    if (wanted === undefined) return undefined;
    throw new EngineError(
      'account',
      `there is no profile '${wanted}': ${path} does not exist; run \`aliyun configure\``,
    );
  }
  const file = cliFile.safeParse(parseJson(text));
  if (!file.success) {
    throw new EngineError(
      'account',
      `${path} is not a configuration of the aliyun CLI; run \`aliyun configure\``,
    );
  }
  const name = wanted ?? sources.environment.ALIBABA_CLOUD_PROFILE ?? file.data.current ?? 'default';
  const profile = file.data.profiles.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new EngineError('account', `${path} has no profile '${name}'`);
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = profile;
  if (!id || !secret) {
    throw new EngineError(
      'account',
      `profile '${name}' of ${path} (mode ${profile.mode ?? 'unknown'}) holds no access key; use a profile of mode AK or StsToken`,
    );
  }
  return {
    credentials: { accessKeyId: id, accessKeySecret: secret, ...(token ? { securityToken: token } : {}) },
    source: `profile '${name}' of ${path}`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, and the text holds secrets.
    return undefined;
  }
}
