/** From a design to a plan: read what is known, look at the cloud, compare. Nothing is changed. */
import type { Topology } from '../../model/topology.ts';
import type { CloudContext } from '../context.ts';
import { designHash, desiredGraph, type DesiredGraph, type PlanNote } from '../design/desired.ts';
import { EngineError } from '../engine-error.ts';
import { identify } from '../look/identify.ts';
import { asImported, leftOutNotes } from './imported.ts';
import type { Intent } from '../state/journal.ts';
import type { PeopleOptions } from '../kind.ts';
import { allKinds } from '../kinds/all.ts';
import { kindsByName } from '../kinds/by-name.ts';
import { designNotes } from '../design/notes.ts';
import { buildPlan } from './build-plan.ts';
import { sweepOrphans } from './orphans.ts';
import { afterMoves, findMoves } from './moves.ts';
import type { Plan } from './plan.ts';
import { createReader, type Reader } from '../look/reader.ts';
import { lookBack } from './look-back.ts';
import { refresh, type RefreshOptions } from './refresh.ts';
import { withVersions } from '../secret-version.ts';
import { secretFrom } from '../secrets.ts';
import { formerAddresses, formerText } from '../design/renames.ts';
import { runUnderWay } from '../state/lock.ts';
import { readStack } from '../state/stack.ts';
import { basisOf, type State } from '../state/state.ts';
import { politely } from '../client/traffic.ts';
import { secretsIn } from '../value.ts';

/** What is wanted of the cloud. */
export interface Errand {
  readonly topology: Topology;
  readonly purpose: Plan['purpose'];
  readonly desired: DesiredGraph;
  /** What the design has, where nothing of it is wanted: finds what a lost state no longer knows. */
  readonly formerly: DesiredGraph;
  /** What there is to say about the design itself. */
  readonly notes: readonly PlanNote[];
  /** The account that the design is for, when it says so. */
  readonly account: string | undefined;
  readonly options: PlanOptions;
}

export type PlanOptions = PeopleOptions & {
  /** Delete what carries our tags and is neither wanted nor known; a destroy does so anyhow. */
  readonly deleteOrphans?: boolean;
};

export type MakePlanOptions = PlanOptions & { readonly signal?: AbortSignal | undefined };

const nothing: DesiredGraph = { resources: [], problems: [], renames: [] };

export function errandFor(topology: Topology, stack: string, options: PlanOptions = {}): Errand {
  return {
    topology,
    purpose: 'apply',
    desired: desiredGraph(topology, stack, allKinds),
    formerly: nothing,
    notes: designNotes(topology),
    account: topology.network?.account,
    options,
  };
}

/**
 * Removes everything that the state holds, dependents first, and what is found of the design although the state does
 * not know it. What was adopted by its id stays.
 */
export function destroyErrand(topology: Topology, stack: string, options: PlanOptions = {}): Errand {
  return {
    topology,
    purpose: 'destroy',
    desired: nothing,
    formerly: desiredGraph(topology, stack, allKinds),
    notes: [],
    account: topology.network?.account,
    options,
  };
}

export async function makePlan(
  context: CloudContext,
  topology: Topology,
  options: MakePlanOptions = {},
): Promise<Plan> {
  return lookAndPlan(context, errandFor(topology, context.stack, options), options.signal);
}

export async function makeDestroyPlan(
  context: CloudContext,
  topology: Topology,
  options: MakePlanOptions = {},
): Promise<Plan> {
  return lookAndPlan(context, destroyErrand(topology, context.stack, options), options.signal);
}

/** Takes no lock and changes nothing; calls that an earlier run left open are only looked for. */
export async function lookAndPlan(
  given: CloudContext,
  errand: Errand,
  signal: AbortSignal | undefined,
): Promise<Plan> {
  const context = politely(given);
  const underWay = await runUnderWay(context);
  const { state, unresolved } = await readStack(context);
  const { account } = await identify(context.client);
  checkOwner(context, state, account, errand.account);
  const reader = createReader(context);
  const unseen = await lookBack(reader, state, unresolved, {
    kinds: kindsByName,
    context,
    signal,
  });
  const notes = [
    ...errand.notes,
    ...(underWay === undefined ? [] : [{ message: underWayMessage(underWay) }]),
    ...unseen.map(openCallNote),
  ];
  return planFor(context, { ...errand, notes }, { state, account, reader, signal });
}

/** What has its old name again is another one. */
function formerOf({ resources, renames }: DesiredGraph): NonNullable<RefreshOptions['formerly']> {
  const wanted = new Set(resources.map(({ address }) => address));
  return (address, inputs) => {
    const { name } = inputs;
    const former = typeof name === 'string' ? { ...inputs, name: formerText(renames, name) } : inputs;
    return formerAddresses(renames, address)
      .filter((each) => !wanted.has(each))
      .map((each) => ({ address: each, inputs: former }));
  };
}

export function underWayMessage(run: string): string {
  return `another hcnet (${run}) is at work on this design, and what it changes meanwhile may be missing here; look again when it has ended`;
}

export interface Known {
  readonly state: State;
  readonly account: string;
  readonly reader: Reader;
  readonly signal: AbortSignal | undefined;
}

export async function planFor(context: CloudContext, errand: Errand, known: Known): Promise<Plan> {
  const { account, reader, signal } = known;
  const { formerly: unwanted } = errand;
  const written = await withSecretVersions(context, errand.desired);
  const moves = findMoves(written, known.state);
  const state = afterMoves(known.state, moves);
  const desired = asImported(written, state);
  const resources = [...desired.resources, ...unwanted.resources];
  const since = context.clock.now();
  const formerly = formerOf(desired);
  const live = await refresh(context, resources, state, { kinds: kindsByName, reader, signal, formerly });
  const orphans = await sweepOrphans(context, {
    kinds: kindsByName,
    reader,
    desired: resources,
    state,
    live,
    since,
    signal,
  });
  const plan = buildPlan({
    topology: errand.topology,
    stack: context.stack,
    target: context.target,
    account,
    purpose: errand.purpose,
    desired,
    design: designHash(written),
    formerly: unwanted.resources,
    state,
    moves,
    basis: basisOf(known.state),
    live,
    kinds: kindsByName,
    options: errand.options,
    orphans,
    deleteOrphans: errand.options.deleteOrphans === true || errand.purpose === 'destroy',
    notes: [...errand.notes, ...leftOutNotes(written, state)],
  });
  const { place, isShared = false } = context.files;
  return { ...plan, madeFrom: { place, isShared, lineage: known.state.lineage } };
}

/** Rejects when the plan was made for another design than this. */
export async function refuseOtherDesign(context: CloudContext, plan: Plan, errand: Errand): Promise<void> {
  const desired = await withSecretVersions(context, errand.desired);
  if (plan.stack !== context.stack)
    throw new EngineError(
      'stale',
      `the plan was made for another design: '${plan.stack}', and this is '${context.stack}'. Plan again`,
    );
  if (plan.purpose === errand.purpose && designHash(desired) === plan.design) return;
  throw new EngineError(
    'stale',
    `the plan was made for another design, or for this one before it was changed. Plan again`,
  );
}

function openCallNote({ address, action }: Intent): PlanNote {
  return {
    message: `an earlier run was cut off while it sent ${action} for ${address}, and nothing of it is to be seen yet; apply finds out first what became of it`,
    address,
  };
}

/** So that a plan sees when the value behind a secret has changed. */
async function withSecretVersions({ secrets }: CloudContext, graph: DesiredGraph): Promise<DesiredGraph> {
  const { resources } = graph;
  const names = new Set(resources.flatMap(({ inputs }) => secretsIn(inputs)));
  const versions = new Map<string, string>();
  for (const name of names) {
    const version = await secrets.version?.(secretFrom(name));
    if (version !== undefined) versions.set(name, version);
  }
  if (versions.size === 0) return graph;
  return {
    ...graph,
    resources: resources.map((each) => ({ ...each, inputs: withVersions(each.inputs, versions) })),
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
      `the state in ${context.files.place} describes ${state.target}, and this run means ${context.target}; use another state folder for it`,
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
