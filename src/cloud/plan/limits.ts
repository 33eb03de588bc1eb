/** Of what the cloud takes only so many, or none beside something else: what goes makes room for what comes. */
import type { Exclusion, Kind, Limit } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import { changesInPlace, isLeaving, isMaking } from './step-effects.ts';
import { resolveKnown, type Lookup } from '../resolve.ts';
import type { State } from '../state/state.ts';
import { canonicalJson, textOf, type Inputs } from '../value.ts';

export interface LimitInput {
  readonly state: State;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids and outputs of what stays as it is. */
  readonly lookup: Lookup;
}

/**
 * For each step that needs room: the addresses of what has to go, or change, before it. `oldFirst` are those that are
 * replaced and go before their successors are there.
 */
export function crowdedOut(
  steps: readonly PlanStep[],
  input: LimitInput,
  oldFirst: ReadonlySet<string>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const there = Map.groupBy(Object.keys(input.state.resources), (each) => kindAt(input, each));
  const byKind = Map.groupBy(steps, (step) => step.kind);
  for (const [name, own] of byKind) {
    const { limits = [], excludes = [] } = input.kinds.get(name) ?? {};
    const clashes = [
      ...limits.flatMap((limit) => overLimit(limit, own, there.get(name) ?? [], input, oldFirst)),
      ...excludes.flatMap((exclusion) => excluded(exclusion, own, byKind.get(exclusion.kind) ?? [], input)),
    ];
    for (const [address, others] of clashes) found.set(address, [...(found.get(address) ?? []), ...others]);
  }
  return found;
}

type Clash = readonly [address: string, others: readonly string[]];

function overLimit(
  limit: Limit,
  steps: readonly PlanStep[],
  there: readonly string[],
  input: LimitInput,
  oldFirst: ReadonlySet<string>,
): Clash[] {
  const before = new Map(there.map((address) => [address, keysOf(limit, inputsAt(input, address))]));
  const holders = inverted(before);
  const coming = steps.filter((step) => isMaking(step) || isMoving(limit, step));
  const after = new Map(
    coming.map((step) => [step.address, keysOf(limit, wantedOf(step, input), step.inputs)]),
  );
  // It takes the room that it had.
  const needsNone = (step: PlanStep): boolean =>
    (!isMaking(step) || oldFirst.has(step.address)) &&
    canonicalJson(after.get(step.address)) === canonicalJson(before.get(step.address));
  const taking = coming.filter((step) => !needsNone(step));
  const takers = inverted(new Map(taking.map(({ address }) => [address, after.get(address) ?? []])));
  const leaving = new Map(steps.filter((step) => isLeaving(step) || isMoving(limit, step)).map(byAddress));
  const clashes = taking.flatMap((step): Clash[] =>
    (after.get(step.address) ?? []).map((key) => {
      const others = (holders.get(key) ?? []).filter((other) => other !== step.address || isLeaving(step));
      const count = others.length + (takers.get(key)?.length ?? 0);
      // More than by default prove that the quota was raised; nobody knows how far.
      const isRaised = limit.most !== undefined && (holders.get(key)?.length ?? 0) > limit.most;
      const most = isRaised ? Number.POSITIVE_INFINITY : (limit.most ?? 1);
      // What is only changed makes room where it counts no more.
      const makesRoom = (other: string): boolean =>
        after.get(other)?.includes(key) !== true || isReplaced(leaving.get(other));
      return [step.address, firstOf(others.filter(makesRoom), leaving, count - most)];
    }),
  );
  return [...clashes, ...beside(limit, coming, holders, leaving, input)].filter(
    ([, others]) => others.length > 0,
  );
}

function isReplaced(step: PlanStep | undefined): boolean {
  return step?.action === 'replace';
}

/** Who goes for good makes room before those that come again. */
function firstOf(
  others: readonly string[],
  leaving: ReadonlyMap<string, PlanStep>,
  tooMany: number,
): readonly string[] {
  if (tooMany <= 0) return [];
  const all = others.filter((other) => leaving.has(other));
  const forGood = all.filter((other) => leaving.get(other)?.action !== 'replace');
  return forGood.length >= tooMany ? forGood : all;
}

/** Where one takes all the room, everybody else is in its way, and it in everybody's. */
function beside(
  limit: Limit,
  coming: readonly PlanStep[],
  holders: ReadonlyMap<string, readonly string[]>,
  leaving: ReadonlyMap<string, PlanStep>,
  input: LimitInput,
): Clash[] {
  const { alone } = limit;
  if (alone === undefined) return [];
  const isAlone = (values: Inputs): boolean => values[alone.property] === alone.is;
  return coming.map((step): Clash => {
    const values = wantedOf(step, input);
    const others = keysOf(limit, values, step.inputs)
      .flatMap((key) => holders.get(key) ?? [])
      .filter((other) => other !== step.address && leaving.has(other));
    return [
      step.address,
      isAlone(values) ? others : others.filter((other) => isAlone(inputsAt(input, other))),
    ];
  });
}

function excluded(
  { on, changing }: Exclusion,
  steps: readonly PlanStep[],
  others: readonly PlanStep[],
  input: LimitInput,
): Clash[] {
  const leaving = others.filter(isLeaving).map(({ address }) => address);
  const byKey = inverted(
    new Map(leaving.map((each) => [each, keysOf({ on: Object.values(on) }, inputsAt(input, each))])),
  );
  const isTaking = (step: PlanStep): boolean =>
    isMaking(step) || (changing !== undefined && changesInPlace(step, changing));
  return steps.filter(isTaking).flatMap((step): Clash[] => {
    const keys = keysOf({ on: Object.keys(on) }, wantedOf(step, input));
    const inTheWay = keys.flatMap((key) => byKey.get(key) ?? []);
    return inTheWay.length === 0 ? [] : [[step.address, inTheWay]];
  });
}

/** What it counts as: those that share a key share the room. None, where it is not counted. */
function keysOf({ on, meet, where }: Limit, inputs: Inputs, asWritten = inputs): readonly string[] {
  if (where !== undefined) {
    const value = asWritten[where.property];
    if (value === undefined || (where.is !== undefined && value !== where.is)) return [];
  }
  const values = on.flatMap((name) => {
    const value = inputs[name];
    return value === undefined ? [] : [textOf(value) ?? canonicalJson(value)];
  });
  if (values.length < on.length) return [];
  if (meet === 'any-one') return values;
  return [canonicalJson(meet === 'any-order' ? values.sort() : values)];
}

function watched({ on, where, alone }: Limit): readonly string[] {
  return [...on, where?.property, alone?.property].filter((name) => name !== undefined);
}

function isMoving(limit: Limit, step: PlanStep): boolean {
  return watched(limit).some((name) => changesInPlace(step, name));
}

function wantedOf({ inputs }: PlanStep, { lookup }: LimitInput): Inputs {
  return resolveKnown(inputs, lookup);
}

function inputsAt({ state }: LimitInput, address: string): Inputs {
  return state.resources[address]?.inputs ?? {};
}

function kindAt({ state }: LimitInput, address: string): string {
  return state.resources[address]?.kind ?? '';
}

function byAddress(step: PlanStep): [string, PlanStep] {
  return [step.address, step];
}

function inverted(keys: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [address, own] of keys)
    for (const key of own) {
      const others = found.get(key);
      if (others === undefined) found.set(key, [address]);
      else others.push(address);
    }
  return found;
}
