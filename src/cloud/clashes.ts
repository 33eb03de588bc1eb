/** What cannot be there together: then the old one goes before the new one is made. */
import { overlaps, parsePrefix } from '../model/ip.ts';
import type { Kind } from './kind.ts';
import type { PlanStep } from './plan.ts';
import { resolveInput, type Lookup } from './resolve.ts';
import type { ResourceState, State } from './state.ts';
import { canonicalJson, isRef, refsIn, type Input, type Inputs } from './value.ts';

export interface ClashInput {
  readonly state: State;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids and outputs of what stays as it is. */
  readonly lookup: Lookup;
}

/** For each step that makes something: the addresses whose resources must be gone first. Steps come needs first. */
export function clashesOf(steps: readonly PlanStep[], input: ClashInput): Map<string, string[]> {
  const leaving = Map.groupBy(steps.filter(isLeaving), (step) => step.kind);
  const clashes = new Map<string, string[]>();
  for (const step of steps.filter(isMaking)) {
    const kind = input.kinds.get(step.kind);
    if (kind === undefined) continue;
    const others = (leaving.get(step.kind) ?? []).filter((other) => clash(kind, step, other, input));
    const inTheWay = new Set(others.map((other) => other.address));
    if (step.action === 'replace' && standsOnWhatGoesFirst(step, clashes, input.state))
      inTheWay.add(step.address);
    if (inTheWay.size > 0) clashes.set(step.address, [...inTheWay]);
  }
  return clashes;
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
    .filter((step) => step.action === 'update')
    .filter((step) => {
      const kind = kinds.get(step.kind);
      const known = state.resources[step.address];
      return kind !== undefined && known !== undefined && holds(kind, known, step, mustGo, state);
    })
    .map((step) => step.address);
}

function isLeaving({ action }: PlanStep): boolean {
  return action === 'delete' || action === 'replace';
}

function isMaking({ action }: PlanStep): boolean {
  return action === 'create' || action === 'replace';
}

function clash(kind: Kind, step: PlanStep, other: PlanStep, { state, lookup }: ClashInput): boolean {
  const known = state.resources[other.address];
  if (known === undefined) return false;
  if (step.address === other.address && kind.clashesOn === undefined) return kind.isExclusive !== false;
  if (kind.isExclusive === false) return false;
  const names = kind.clashesOn ?? kind.naturalKey;
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
