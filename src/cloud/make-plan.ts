/** From a design to a plan: read what is known, look at the cloud, compare. Nothing is changed. */
import type { Topology } from '../model/topology.ts';
import type { CloudContext } from './context.ts';
import { desiredGraph, type DesiredGraph, type PlanNote } from './desired.ts';
import { EngineError } from './engine-error.ts';
import { identify } from './identify.ts';
import { allKinds } from './kinds/all.ts';
import type { Kind } from './kind.ts';
import { designNotes } from './notes.ts';
import { buildPlan } from './build-plan.ts';
import type { Plan } from './plan.ts';
import { createReader } from './reader.ts';
import { recover } from './recover.ts';
import { refresh } from './refresh.ts';
import { withVersions } from './secret-version.ts';
import { secretFrom } from './secrets.ts';
import { readStack } from './session.ts';
import type { State } from './state.ts';
import { secretsIn } from './value.ts';

export interface PlanOptions {
  /** Order circuits that have no id, instead of leaving that to people. */
  readonly applyForCircuits?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export async function makePlan(
  context: CloudContext,
  topology: Topology,
  options: PlanOptions = {},
): Promise<Plan> {
  const desired = desiredGraph(topology, context.stack, allKinds);
  return planFor(context, desired, 'apply', options, {
    notes: designNotes(topology),
    account: topology.network?.account,
  });
}

export const kindsByName: ReadonlyMap<string, Kind> = new Map(allKinds.map((kind) => [kind.name, kind]));

export async function planFor(
  context: CloudContext,
  desired: DesiredGraph,
  purpose: Plan['purpose'],
  options: PlanOptions,
  design: { readonly notes: readonly PlanNote[]; readonly account: string | undefined },
): Promise<Plan> {
  const { state, unresolved } = await readStack(context);
  const { account } = await identify(context.client);
  checkOwner(context, state, account, design.account);
  const reader = createReader(context);
  const tools = { kinds: kindsByName, reader, signal: options.signal };
  await recover(context, state, unresolved, tools);
  const wanted = await withSecretVersions(context, desired);
  const live = await refresh(context, wanted.resources, state, tools);
  return buildPlan({
    stack: context.stack,
    target: context.target,
    account,
    purpose,
    desired: wanted,
    state,
    live,
    kinds: kindsByName,
    applyForCircuits: options.applyForCircuits === true,
    notes: design.notes,
  });
}

/** So that a plan sees when the value behind a secret has changed. */
async function withSecretVersions(
  { secrets }: CloudContext,
  { resources, problems }: DesiredGraph,
): Promise<DesiredGraph> {
  const names = new Set(resources.flatMap(({ inputs }) => secretsIn(inputs)));
  const versions = new Map<string, string>();
  for (const name of names) {
    const version = await secrets.version?.(secretFrom(name));
    if (version !== undefined) versions.set(name, version);
  }
  if (versions.size === 0) return { resources, problems };
  return {
    resources: resources.map((each) => ({ ...each, inputs: withVersions(each.inputs, versions) })),
    problems,
  };
}

/** A state describes one account of one cloud; a design may say which account it is for. */
export function checkOwner(
  context: CloudContext,
  state: State,
  account: string,
  designAccount: string | undefined,
): void {
  if (state.target !== undefined && cloudOf(state.target) !== cloudOf(context.target)) {
    throw new EngineError(
      'account',
      `the state in ${context.store.place} describes ${state.target}, and this run means ${context.target}; use another state folder for it`,
    );
  }
  if (state.account !== undefined && state.account !== account) {
    throw new EngineError(
      'account',
      `the credentials open account ${account}, and '${context.stack}' was applied to account ${state.account}; use that account's credentials`,
    );
  }
  if (designAccount !== undefined && designAccount !== account) {
    throw new EngineError(
      'account',
      `the credentials open account ${account}, and the design is for account ${designAccount}; use that account's credentials, or change 'account' in the network block`,
    );
  }
}

/** An emulator may answer at another port after a restart, and still is the emulator. */
function cloudOf(target: string): string {
  return target.split(' at ')[0] ?? target;
}
