/** What cannot be there together: then the old one goes before the new one is made. */
import { overlaps, parsePrefix } from '../../model/ip.ts';
import { sortGraph } from '../graph.ts';
import type { Kind } from '../kind.ts';
import { crowdedOut } from './limits.ts';
import type { PlanStep } from './plan.ts';
import { changesInPlace, isInPlace, isLeaving, isMaking } from './step-effects.ts';
import { resolveInput, type Lookup } from '../resolve.ts';
import type { ResourceState, State } from '../state/state.ts';
import { canonicalJson, isRef, refsIn, type Input, type Inputs } from '../value.ts';
import { taskList } from './tasks.ts';

export interface ClashInput {
  readonly state: State;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids and outputs of what stays as it is. */
  readonly lookup: Lookup;
}

/**
 * For each step that makes something, or gives it a value that only one can have: the addresses whose resources must
 * be gone, or have another value, first. Steps come needs first.
 */
export function clashesOf(steps: readonly PlanStep[], input: ClashInput): Map<string, string[]> {
  const clashes = inTheWayOf(steps, input);
  const oldFirst = new Set(
    [...clashes].flatMap(([address, others]) => others.filter((each) => each === address)),
  );
  for (const [address, others] of crowdedOut(steps, input, oldFirst))
    clashes.set(address, [...new Set([...(clashes.get(address) ?? []), ...others])]);
  // In a circle nobody could begin: those that are replaced go before their successors are there.
  const replaced = new Set(steps.filter(({ action }) => action === 'replace').map(({ address }) => address));
  for (const address of circlesOf(clashes).flat())
    if (replaced.has(address)) clashes.set(address, [...(clashes.get(address) ?? []), address]);
  for (const step of steps) {
    const own = clashes.get(step.address) ?? [];
    if (
      step.action === 'replace' &&
      !own.includes(step.address) &&
      standsOnWhatGoesFirst(step, clashes, input.state)
    )
      clashes.set(step.address, [...own, step.address]);
  }
  return clashes;
}

function inTheWayOf(steps: readonly PlanStep[], input: ClashInput): Map<string, string[]> {
  const yielding = Map.groupBy(
    steps.filter((step) => isLeaving(step) || changesPlace(step, input)),
    (step) => step.kind,
  );
  const clashes = new Map<string, string[]>();
  for (const step of steps.filter((each) => isMaking(each) || changesPlace(each, input))) {
    const kind = input.kinds.get(step.kind);
    if (kind === undefined) continue;
    const others = (yielding.get(step.kind) ?? []).filter((other) => clash(kind, step, other, input));
    const inTheWay = new Set(others.map((other) => other.address));
    if (inTheWay.size > 0) clashes.set(step.address, [...inTheWay]);
  }
  return clashes;
}

/**
 * Steps that wait for each other in a circle although each could be done in place: they take each other's VLANs, for
 * example. One of each circle has to make way.
 */
export function swapsOf(
  clashes: ReadonlyMap<string, readonly string[]>,
  steps: readonly PlanStep[],
): string[] {
  const updated = new Set(steps.filter(({ action }) => action === 'update').map(({ address }) => address));
  return circlesOf(clashes).flatMap((circle) => {
    const [first] = circle.every((address) => updated.has(address)) ? [...circle].sort() : [];
    return first ?? [];
  });
}

/** Each address that waits for itself by way of others, with those, once. */
function circlesOf(clashes: ReadonlyMap<string, readonly string[]>): string[][] {
  const found = new Set<string>();
  return [...clashes.keys()].flatMap((address) => {
    if (found.has(address)) return [];
    const reached = reachedFrom(address, clashes);
    if (!reached.has(address)) return [];
    const circle = [...reached].filter((other) => reachedFrom(other, clashes).has(address));
    for (const each of circle) found.add(each);
    return [circle];
  });
}

/** What goes first itself keeps nobody waiting for its successor. */
function reachedFrom(address: string, clashes: ReadonlyMap<string, readonly string[]>): Set<string> {
  const waitsFor = (each: string): readonly string[] => {
    const others = clashes.get(each) ?? [];
    return others.includes(each) ? [] : others;
  };
  const reached = new Set(waitsFor(address));
  for (const each of reached) for (const next of waitsFor(each)) reached.add(next);
  return reached;
}

/** What stands on something that makes way before its successor is there has to go even earlier. */
function standsOnWhatGoesFirst(
  { address }: PlanStep,
  clashes: ReadonlyMap<string, readonly string[]>,
  state: State,
): boolean {
  const needs = state.resources[address]?.dependencies ?? [];
  return needs.some((need) => clashes.get(need)?.includes(need) === true);
}

/**
 * Resources that hold on to something which must be gone before anything new is made, and that the plan would only
 * change afterwards. They have to make way as well.
 */
export function holdersOf(
  clashes: ReadonlyMap<string, readonly string[]>,
  steps: readonly PlanStep[],
  { state, kinds }: ClashInput,
): string[] {
  const mustGo = new Set([...clashes.values()].flat());
  return steps
    .filter(isInPlace)
    .filter((step) => {
      const kind = kinds.get(step.kind);
      const known = state.resources[step.address];
      return kind !== undefined && known !== undefined && holds(kind, known, step, mustGo, state);
    })
    .map((step) => step.address);
}

/**
 * What is changed to stand on something that cannot be made before what it stands on now is gone: it would wait for
 * itself, and has to make way as well.
 */
export function waitingForThemselves(steps: readonly PlanStep[], input: ClashInput): string[] {
  const inPlace = new Set(steps.filter(isInPlace).map(({ address }) => address));
  return circleAmong(steps, input).filter((address) => inPlace.has(address));
}

/** Addresses of steps of which each waits for the next, and the last for the first; empty when there are none. */
export function circleAmong(steps: readonly PlanStep[], { state }: ClashInput): string[] {
  const tasks = taskList({ steps }, state);
  const addresses = new Map(tasks.map((task) => [task.name, task.stepAddress]));
  const { circle = [] } = sortGraph(new Map(tasks.map((task) => [task.name, task.needs])));
  return [...new Set(circle.flatMap((name) => addresses.get(name) ?? []))];
}

/** Whether it gives up a value that only one can have for another. */
function changesPlace(step: PlanStep, { kinds }: ClashInput): boolean {
  const kind = kinds.get(step.kind);
  return kind !== undefined && uniqueOf(kind).some((each) => changesInPlace(step, each));
}

/** What only one can have, all of it together. */
function uniqueOf(kind: Kind): readonly string[] {
  return kind.clashesOn ?? kind.naturalKey;
}

function clash(kind: Kind, step: PlanStep, other: PlanStep, { state, lookup }: ClashInput): boolean {
  const known = state.resources[other.address];
  if (known === undefined) return false;
  if (step.address === other.address && !isMaking(step)) return false;
  if (step.address === other.address && kind.clashesOn === undefined) return kind.isExclusive !== false;
  if (kind.isExclusive === false) return false;
  if (kind.isSharedByKey === true && step.region !== known.region) return false;
  const names = uniqueOf(kind);
  return names.length > 0 && names.every((name) => meets(step.inputs[name], known.inputs[name], lookup));
}

/** Prefixes meet where they overlap, everything else where it is equal. */
function meets(wanted: Input | undefined, there: Input | undefined, lookup: Lookup): boolean {
  if (wanted === undefined || there === undefined) return wanted === there;
  const known = resolveInput(wanted, lookup);
  if (known === undefined) return false;
  const [a, b] = [prefixOf(known), prefixOf(there)];
  if (a !== undefined && b !== undefined) return overlaps(a, b);
  return canonicalJson(known) === canonicalJson(there);
}

function prefixOf(value: Input): ReturnType<typeof parsePrefix> {
  return typeof value === 'string' && value.includes('/') ? parsePrefix(value) : undefined;
}

/** Whether one of its holding properties names what must go, now or in what the design wants. */
function holds(
  kind: Kind,
  known: ResourceState,
  step: PlanStep,
  mustGo: ReadonlySet<string>,
  state: State,
): boolean {
  const ids = new Set([...mustGo].map((address) => state.resources[address]?.id));
  return Object.entries(kind.properties).some(([name, { holds: isHolding }]) => {
    if (isHolding !== true) return false;
    const wanted = step.inputs[name];
    const isWanted = wanted !== undefined && refsIn(wanted).some((address) => mustGo.has(address));
    return isWanted || mentions(known.inputs, name, ids);
  });
}

function mentions(inputs: Inputs, name: string, ids: ReadonlySet<string | undefined>): boolean {
  const value = inputs[name];
  if (value === undefined || isRef(value)) return false;
  const text = canonicalJson(value);
  return [...ids].some((id) => id !== undefined && text.includes(JSON.stringify(id)));
}
