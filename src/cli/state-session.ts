/** What it takes to look into a state and to change it by hand: its place, and nobody's cloud. */
import { rejectingClient } from '../cloud/client/no-client.ts';
import type { CloudContext } from '../cloud/context.ts';
import type { Handed } from './answers.ts';
import { loggerOf, openTarget, reachEndpoint } from './cloud-target.ts';
import { patienceFor, type CloudOptions } from './cloud-context.ts';
import { loadDesign, type LoadedDesign } from './design.ts';
import { readEndpoint } from './endpoint.ts';
import { thisProcess } from './owner.ts';
import type { Shell } from './shell.ts';
import { readStateAddress } from './state-address.ts';
import { openState, type Access } from './state-place.ts';

export interface StateSession {
  readonly context: CloudContext;
  readonly design: LoadedDesign;
}

/** Signs in only where the state itself is in the cloud. */
export async function openStateOf(
  shell: Shell,
  path: string,
  options: CloudOptions,
  handed?: Handed,
): Promise<StateSession> {
  const design = await loadDesign(shell, path);
  const access = await accessTo(shell, options, handed);
  const { endpoint, logger, patience } = access;
  return {
    design,
    context: {
      stack: design.stack,
      target: endpoint === undefined ? 'Alibaba Cloud' : `emulator at ${endpoint.host}`,
      client: rejectingClient,
      files: await openState(shell, options, design, access),
      ...patience,
      secrets: { read: () => Promise.resolve(undefined) },
      logger,
      owner: thisProcess(),
    },
  };
}

async function accessTo(shell: Shell, options: CloudOptions, handed: Handed | undefined): Promise<Access> {
  const endpoint = readEndpoint(options.endpoint, shell.env);
  const base = {
    endpoint,
    logger: loggerOf(shell, options.verbose === true),
    patience: patienceFor(shell, endpoint),
  };
  if (readStateAddress(options, shell.env) === undefined) return { ...base, credentials: undefined };
  const target = await openTarget(shell, await reachEndpoint(shell, options), options, handed);
  return { ...base, credentials: target.credentials };
}
