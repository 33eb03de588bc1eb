/** Builds what the engine needs from outside: the target, its credentials, the folder of the state, the secrets. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudContext, Logger } from '../cloud/context.ts';
import type { Credentials } from '../cloud/credentials.ts';
import { emulatorLimits, emulatorTiming, realTiming } from '../cloud/timing.ts';
import { demoCredentials } from '../emulator/credentials.ts';
import type { LoadedDesign } from './design.ts';
import { expectListener, readEndpoint } from './endpoint.ts';
import { codeOf, fileFailure } from './failure.ts';
import { thisProcess } from './owner.ts';
import { readSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';
import type { StateOptions } from './state-address.ts';
import { openState } from './state-place.ts';
import type { Access } from './state-place.ts';

export interface AccessOptions {
  readonly endpoint?: string;
  readonly profile?: string;
  readonly verbose?: true;
}

export interface TargetOptions extends AccessOptions, StateOptions {}

export interface CloudSession {
  readonly context: CloudContext;
  /** What is worth telling before anything happens. */
  readonly notes: readonly string[];
}

/** Fails when the target cannot be used, before anything is asked of it or written. */
export async function openCloud(
  shell: Shell,
  options: TargetOptions,
  design: LoadedDesign,
): Promise<CloudSession> {
  const access = await openAccess(shell, options);
  const { endpoint, credentials, logger, patience } = access;
  const secrets = await readSecrets(design.topology, {
    env: shell.env,
    folder: design.folder,
    placeholder: endpoint === undefined ? undefined : PLACEHOLDER,
  });
  const files = await openState(shell, options, design, access);
  // The SDK takes a tenth of a second to load, which only those who need it should wait for.
  const { createClient } = await import('../cloud/client.ts');
  const client = createClient({ credentials, endpoint: endpoint?.origin, logger, now: shell.now });
  return {
    context: {
      stack: design.stack,
      target: endpoint === undefined ? 'Alibaba Cloud' : `emulator at ${endpoint.host}`,
      client,
      files,
      ...patience,
      ...(endpoint === undefined ? {} : { limits: emulatorLimits }),
      secrets: secrets.source,
      logger,
      owner: thisProcess(),
    },
    notes: [...notesAbout(secrets), ...(files.isShared === true ? [`The state is in ${files.place}.`] : [])],
  };
}

/** Who asks, and where; fails when nobody is there to be asked. */
export async function openAccess(shell: Shell, options: AccessOptions): Promise<Access> {
  const endpoint = readEndpoint(options.endpoint, shell.env);
  if (endpoint !== undefined) await expectListener(endpoint);
  return {
    endpoint,
    credentials: await credentialsFor(endpoint, shell, options.profile),
    logger: loggerOf(shell, options.verbose === true),
    patience: {
      clock: { now: shell.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
      random: { uuid: shell.newId, fraction: () => Math.random() },
      timing: endpoint === undefined ? realTiming : emulatorTiming,
    },
  };
}

// The emulator takes any value; a fixed one keeps repeated plans equal.
const PLACEHOLDER = 'hcnet-emulator-1';

function notesAbout({ replaced }: Secrets): readonly string[] {
  if (replaced.length === 0) return [];
  return [`The emulator gets a placeholder for what is not set: ${replaced.join(', ')}.`];
}

async function credentialsFor(
  endpoint: URL | undefined,
  { env }: Shell,
  profile: string | undefined,
): Promise<Credentials> {
  if (endpoint !== undefined && !isForEmulator(env.ALIBABA_CLOUD_ACCESS_KEY_ID)) return demoCredentials;
  const { findCredentials } = await import('../cloud/credentials.ts');
  const found = await findCredentials({
    environment: env,
    readFile: readIfThere,
    homeFolder: homedir(),
    profile,
  });
  return found.credentials;
}

/** Real access keys start with these letters, and go nowhere but to Alibaba Cloud. */
function isForEmulator(accessKeyId: string | undefined): boolean {
  return accessKeyId !== undefined && !/^(LTAI|STS\.)/.test(accessKeyId);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, 'read', file);
  }
}

function loggerOf({ err }: Shell, isVerbose: boolean): Logger {
  const say = (message: string) => {
    line(err, message);
  };
  const keepQuiet = () => undefined;
  return { debug: isVerbose ? say : keepQuiet, info: isVerbose ? say : keepQuiet, warn: say, error: say };
}
