/** Builds what the engine needs from outside: the target, the folder of the state, the secrets. */
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudContext } from '../cloud/context.ts';
import { emulatorTiming, realTiming } from '../cloud/timing.ts';
import type { Handed } from './answers.ts';
import { openTarget, reachEndpoint } from './cloud-target.ts';
import type { SignedInAs, TargetOptions } from './cloud-target.ts';
import type { LoadedDesign } from './design.ts';
import { codeOf } from './failure.ts';
import { openFileStore } from './file-store.ts';
import { readSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import type { Shell } from './shell.ts';
import { versionKey, versionKeyFile } from './version-key.ts';

export interface CloudOptions extends TargetOptions {
  readonly stateDir?: string;
}

export interface CloudSession {
  readonly context: CloudContext;
  readonly identity: SignedInAs;
  /** What is worth telling before anything happens. */
  readonly notes: readonly string[];
}

/** Fails when the target cannot be used, before anything is written. */
export async function openCloud(
  shell: Shell,
  options: CloudOptions,
  design: LoadedDesign,
  handed: Handed | undefined,
): Promise<CloudSession> {
  const endpoint = await reachEndpoint(shell, options);
  const secrets = await readSecrets(design.topology, {
    env: shell.env,
    folder: design.folder,
    handed: handed?.latest()?.secrets,
    placeholder: endpoint === undefined ? undefined : PLACEHOLDER,
    versionKey: () => versionKey(shell),
  });
  shell.keepSecret(secrets.values);
  const { name, client, logger, identity } = await openTarget(shell, endpoint, options, handed);
  return {
    context: {
      stack: design.stack,
      target: name,
      client,
      store: openFileStore(stateFolder(shell, options, design, endpoint)),
      clock: { now: shell.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
      random: { uuid: shell.newId, fraction: () => Math.random() },
      secrets: secrets.source,
      logger,
      owner: { host: hostname(), pid: process.pid, isAlive },
      timing: endpoint === undefined ? realTiming : emulatorTiming,
    },
    identity,
    notes: notesAbout(shell, secrets),
  };
}

// The emulator takes any value; a fixed one keeps repeated plans equal.
const PLACEHOLDER = 'hcnet-emulator-1';

function notesAbout(shell: Shell, { replaced, areWatched }: Secrets): readonly string[] {
  const notes: string[] = [];
  if (replaced.length > 0) {
    notes.push(`The emulator gets a placeholder for what is not set: ${replaced.join(', ')}.`);
  }
  if (!areWatched) {
    notes.push(
      `New values of secrets go unnoticed: no key to tell them apart can be kept in ${versionKeyFile(shell)}; set HCNET_VERSION_KEY.`,
    );
  }
  return notes;
}

/** Each target has a state of its own: what stands in the emulator is no news to the cloud. */
function stateFolder(
  shell: Shell,
  { stateDir }: CloudOptions,
  design: LoadedDesign,
  endpoint: URL | undefined,
): string {
  const parent =
    stateDir === undefined ? path.join(design.folder, '.hcnet') : path.resolve(shell.cwd, stateDir);
  return path.join(parent, endpoint === undefined ? 'cloud' : 'emulator', design.stack);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}
