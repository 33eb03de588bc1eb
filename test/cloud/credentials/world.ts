/** The world that credentials are looked for in, made of strings: files, variables, servers and programs. */
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import type {
  Credentials,
  CredentialProvider,
  CredentialSources,
  StsRequest,
} from '../../../src/cloud/credentials/credentials.ts';
import { findCredentials } from '../../../src/cloud/credentials/find.ts';

export interface World extends CredentialSources {
  /** Who asked STS for what, in order. */
  readonly asked: { readonly by: string | undefined; readonly request: StsRequest }[];
}

export interface WorldParts {
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the home folder, or absolute. */
  readonly files?: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly signIn?: () => Credentials | undefined;
  /** Answers by method and address; anything else does not answer. */
  readonly http?: Readonly<Record<string, { readonly status?: number; readonly text: string }>>;
  /** What programs print, by their command line. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly refusal?: CloudError;
  readonly now?: number;
}

export const home = '/home/x';
export const config = '.aliyun/config.json';

export function worldWith(parts: WorldParts): World {
  const { env = {}, files = {}, http = {}, programs, now = Date.parse('2026-01-02T03:00:00Z') } = parts;
  const asked: World['asked'] = [];
  return {
    environment: env,
    homeFolder: home,
    now: () => now,
    profile: parts.profile,
    signIn: parts.signIn,
    readFile: (path) => Promise.resolve(files[path] ?? files[path.replace(`${home}/`, '')]),
    askSts: (credentials, request) => {
      asked.push({ by: credentials?.accessKeyId, request });
      if (parts.refusal !== undefined) return Promise.reject(parts.refusal);
      return Promise.resolve({ Credentials: roleKey(String(request.parameters.RoleArn)) });
    },
    fetchText: (url, { method }) => {
      const answer = http[`${method} ${url}`];
      return answer === undefined
        ? Promise.reject(new Error(`canary: nobody at ${url}`))
        : Promise.resolve({ status: 200, ...answer });
    },
    ...(programs === undefined
      ? {}
      : {
          runProgram: (file: string, args: readonly string[]) => {
            const output = programs[[file, ...args].join('|')];
            return output === undefined ? Promise.reject(new Error('canary')) : Promise.resolve(output);
          },
        }),
    asked,
  };
}

/** What STS answers for a role. */
export function roleKey(arn: string): Readonly<Record<string, string>> {
  return {
    AccessKeyId: `key-of-${arn}`,
    AccessKeySecret: 'canary-role-secret',
    SecurityToken: 'canary-role-token',
    Expiration: '2026-01-02T04:00:00Z',
  };
}

export function configWith(profiles: readonly object[], current = 'default'): string {
  return JSON.stringify({ current, profiles });
}

export async function found(world: World): Promise<{
  readonly source: CredentialProvider['source'];
  readonly credentials: Credentials;
}> {
  const provider = await findCredentials(world);
  return { source: provider.source, credentials: await provider.load() };
}

/** The message of a failure; fails when there is none, or when it tells a secret. */
export async function failure(world: World): Promise<string> {
  const error: unknown = await found(world).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('credentials were found');
  if (`${error.message} ${String(error.stack)}`.includes('canary'))
    throw new Error('the failure tells a secret');
  return error.message;
}

export function refusalOf(facts: Partial<ConstructorParameters<typeof CloudError>[0]>): CloudError {
  return new CloudError({
    action: 'AssumeRole',
    product: 'Sts',
    region: '',
    code: 'NoPermission',
    requestId: 'r-1',
    class: 'permission',
    detail: undefined,
    ...facts,
  });
}
