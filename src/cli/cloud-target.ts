/** The cloud that a subcommand speaks to: which it is, who signs, and whose account that opens. */
import type { CloudClient, Logger } from '../cloud/context.ts';
import type { CredentialSource } from '../cloud/credentials/renewal.ts';
import { identify, type Identity } from '../cloud/look/identify.ts';
import type { Handed } from './answers.ts';
import { findProvider, openCredentials } from './credentials.ts';
import type { CredentialOptions } from './credentials.ts';
import { expectListener, readEndpoint } from './endpoint.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

export interface TargetOptions {
  readonly endpoint?: string;
  readonly profile?: string;
  readonly verbose?: true;
  /** Secrets come on standard input; see protocol/run.ts. */
  readonly handover?: true;
}

export interface CloudTarget {
  /** For people: `Alibaba Cloud`, or `emulator at 127.0.0.1:4711`. */
  readonly name: string;
  readonly client: CloudClient;
  readonly credentials: CredentialSource;
  readonly identity: SignedInAs;
  readonly logger: Logger;
}

/** Who a run is, to the cloud. */
export interface SignedInAs extends Identity {
  /** Where the credentials came from. */
  readonly credentials: string;
}

/** `undefined`: Alibaba Cloud. Fails when an endpoint is named and nobody listens there. */
export async function reachEndpoint(shell: Shell, options: TargetOptions): Promise<URL | undefined> {
  const endpoint = readEndpoint(options.endpoint, shell.env);
  if (endpoint !== undefined) await expectListener(endpoint);
  return endpoint;
}

/** Signs in. Fails when that is not possible, before anything is written. */
export async function openTarget(
  shell: Shell,
  endpoint: URL | undefined,
  options: TargetOptions,
  handed: Handed | undefined,
): Promise<CloudTarget> {
  const access = await accessTo(shell, endpoint, options, handed);
  const { send, logger } = access;
  const { signedCalls } = await import('../cloud/client/signed-calls.ts');
  const credentials = await openCredentials(shell, access);
  const client = signedCalls(credentials, send);
  return {
    name: endpoint === undefined ? 'Alibaba Cloud' : `emulator at ${endpoint.host}`,
    client,
    credentials,
    identity: { ...(await identify(client)), credentials: credentials.source },
    logger,
  };
}

/** Fails when there is nothing to sign with, before anybody is asked for anything else. */
export async function expectCredentials(
  shell: Shell,
  endpoint: URL | undefined,
  options: TargetOptions,
  handed: Handed | undefined,
): Promise<void> {
  await findProvider(shell, await accessTo(shell, endpoint, options, handed));
}

async function accessTo(
  shell: Shell,
  endpoint: URL | undefined,
  { verbose, profile }: TargetOptions,
  handed: Handed | undefined,
): Promise<CredentialOptions> {
  const logger = loggerOf(shell, verbose === true);
  // The SDK takes a tenth of a second to load, which only those who need it should wait for.
  const { createSender } = await import('../cloud/client/client.ts');
  const send = createSender({ endpoint: endpoint?.origin, logger, now: shell.now });
  return { endpoint, profile, handed, send, logger };
}

export function loggerOf({ err }: Shell, isVerbose: boolean): Logger {
  const say = (message: string) => {
    line(err, message);
  };
  const keepQuiet = () => undefined;
  return { debug: isVerbose ? say : keepQuiet, info: isVerbose ? say : keepQuiet, warn: say, error: say };
}
