/** Builds what the engine needs from outside: the target, the place of the state, the secrets. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudContext } from '../cloud/context.ts';
import type { Patience } from '../cloud/client/patience.ts';
import { snapshotName } from '../cloud/store/snapshots.ts';
import { emulatorLimits, emulatorTiming, realTiming } from '../cloud/timing.ts';
import type { Handed } from './answers.ts';
import { expectCredentials, loggerOf, openTarget, reachEndpoint } from './cloud-target.ts';
import type { SignedInAs, TargetOptions } from './cloud-target.ts';
import type { LoadedDesign } from './design.ts';
import { thisProcess } from './owner.ts';
import { rescueState } from './rescue.ts';
import { readSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import type { Shell } from './shell.ts';
import { askToSignIn } from './sign-in.ts';
import { readStateAddress } from './state-address.ts';
import type { StateOptions } from './state-address.ts';
import { openState } from './state-place.ts';
import { unknownSecretsIn } from './unknown-secrets.ts';
import { versionKey, versionKeyFile } from './version-key.ts';

export interface CloudOptions extends TargetOptions, StateOptions {}

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
  const patience = patienceFor(shell, endpoint);
  // Whoever is told of a secret that is missing goes and sets it, which would be for nothing when nobody is signed in.
  await expectCredentials(shell, endpoint, options, handed);
  const secrets = await readSecrets(design.topology, {
    env: shell.env,
    folder: design.folder,
    handed: handed?.latest()?.secrets,
    placeholder: endpoint === undefined ? undefined : PLACEHOLDER,
    mayLack: () => lackable(shell, options, design, { endpoint, patience, handed }),
    versionKey: () => versionKey(shell),
  });
  shell.keepSecret(secrets.values);
  const target = await openTarget(shell, endpoint, options, handed);
  const files = await openState(shell, options, design, { ...target, endpoint, patience });
  return {
    context: {
      stack: design.stack,
      target: target.name,
      client: target.client,
      files,
      ...patience,
      ...(endpoint === undefined ? {} : { limits: emulatorLimits }),
      secrets: secrets.source,
      logger: target.logger,
      owner: thisProcess(),
      rescue: (serial, text) => rescueState(shell, files.place, snapshotName(serial), text),
      ...(handed === undefined && shell.input.isTerminal
        ? { signIn: (why: string) => askToSignIn(shell, why) }
        : {}),
      ...(shell.onMilestone === undefined ? {} : { onMilestone: shell.onMilestone }),
    },
    identity: target.identity,
    notes: [
      ...notesAbout(shell, secrets),
      ...(files.isShared === true ? [`The state is in ${files.place}.`] : []),
    ],
  };
}

interface Surroundings {
  readonly endpoint: URL | undefined;
  readonly patience: Patience;
  readonly handed: Handed | undefined;
}

/** A state in a bucket has to be signed in for; one in a folder is read before anybody is asked. */
async function lackable(
  shell: Shell,
  options: CloudOptions,
  design: LoadedDesign,
  { endpoint, patience, handed }: Surroundings,
): Promise<ReadonlySet<string>> {
  const logger = loggerOf(shell, options.verbose === true);
  const access = { endpoint, patience, logger };
  const isInBucket = readStateAddress(options, shell.env) !== undefined;
  const credentials = isInBucket
    ? (await openTarget(shell, endpoint, options, handed)).credentials
    : undefined;
  const files = await openState(shell, options, design, { ...access, credentials });
  return unknownSecretsIn({ stack: design.stack, files, patience, logger });
}

/** What it takes to wait for this target. */
export function patienceFor(shell: Shell, endpoint: URL | undefined): Patience {
  return {
    clock: { now: shell.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
    random: { uuid: shell.newId, fraction: () => Math.random() },
    timing: endpoint === undefined ? realTiming : emulatorTiming,
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
