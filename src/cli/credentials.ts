/** Where the credentials of a run come from: the same for every subcommand that speaks to a cloud. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Logger } from '../cloud/context.ts';
import {
  looksReal,
  type CredentialProvider,
  type CredentialSources,
  type FetchText,
  type RunProgram,
} from '../cloud/credentials/credentials.ts';
import { renewing, type CredentialSource } from '../cloud/credentials/renewal.ts';
import type { Send } from '../cloud/client/signed-calls.ts';
import { demoCredentials } from '../emulator/credentials.ts';
import { NOT_SIGNED_IN } from '../protocol/run.ts';
import type { Handed } from './answers.ts';
import { codeOf, Failure, fileFailure } from './failure.ts';
import type { Environment, Shell } from './shell.ts';

export interface CredentialOptions {
  /** `undefined`: Alibaba Cloud. */
  readonly endpoint: URL | undefined;
  readonly profile: string | undefined;
  /** What VS Code hands over; `undefined` when the tool was not started by it. */
  readonly handed: Handed | undefined;
  readonly send: Send;
  readonly logger: Logger;
}

/** Fails when there are none, or when they cannot be had. */
export async function openCredentials(shell: Shell, options: CredentialOptions): Promise<CredentialSource> {
  const provider = await findProvider(shell, options);
  const source = renewing(provider, {
    now: shell.now,
    onFound: ({ accessKeySecret, securityToken }) => {
      shell.keepSecret([accessKeySecret, securityToken]);
    },
  });
  await source.current();
  options.logger.debug(`credentials: ${source.source}`);
  return source;
}

/** Fails when there are none; asks nobody for them yet. */
export async function findProvider(shell: Shell, options: CredentialOptions): Promise<CredentialProvider> {
  const { findCredentials, findGiven, NoCredentials } = await import('../cloud/credentials/find.ts');
  const sources = sourcesOf(shell, options);
  if (options.endpoint !== undefined)
    return (await findGiven({ ...sources, environment: forEmulator(shell.env) })) ?? emulatorsOwn;
  try {
    return await findCredentials(sources);
  } catch (error) {
    // VS Code has a button for what the message would tell to do in a terminal.
    if (error instanceof NoCredentials && options.handed !== undefined)
      throw new Failure(NOT_SIGNED_IN, { cause: error });
    throw error;
  }
}

const emulatorsOwn: CredentialProvider = {
  source: "the emulator's own key",
  load: () => Promise.resolve(demoCredentials),
};

function sourcesOf(shell: Shell, { profile, handed, send }: CredentialOptions): CredentialSources {
  const mayRunPrograms = handed === undefined || handed.latest()?.mayRunPrograms === true;
  return {
    environment: shell.env,
    readFile: readIfThere,
    homeFolder: shell.home,
    now: shell.now,
    profile,
    signIn: () => handed?.latest()?.credentials,
    askSts: (credentials, request) => {
      shell.keepSecret([
        credentials?.accessKeySecret,
        credentials?.securityToken,
        String(request.parameters.OIDCToken ?? ''),
      ]);
      return send({ product: 'sts', ...request }, credentials);
    },
    fetchText,
    ...(mayRunPrograms ? { runProgram } : {}),
  };
}

/** Keys and tokens of a real account have no business with an emulator, which has its own. */
function forEmulator(env: Environment): Environment {
  const id = env.ALIBABA_CLOUD_ACCESS_KEY_ID;
  const isOwnRole = env.ALIBABA_CLOUD_ROLE_ARN?.startsWith(`acs:ram::${demoCredentials.accountId}:`) === true;
  return {
    ...env,
    ...(id === undefined || looksReal(id) ? withoutKey : {}),
    ...(isOwnRole ? {} : { ALIBABA_CLOUD_ROLE_ARN: undefined }),
  };
}

const withoutKey = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIBABA_CLOUD_SECURITY_TOKEN: undefined,
};

const fetchText: FetchText = async (url, { method, headers, timeoutMs }) => {
  // An answer with credentials comes from the address itself, or not at all.
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await fetch(url, { method, headers, signal, redirect: 'error' });
  return { status: answer.status, text: await answer.text() };
};

const runProgram: RunProgram = async (file, args) => {
  const options = { timeout: 60_000, maxBuffer: 1_000_000, windowsHide: true };
  return (await promisify(execFile)(file, [...args], options)).stdout;
};

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, 'read', file);
  }
}
