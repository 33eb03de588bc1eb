/** The times in which a plan takes parts of the network away, and which of them are over before others begin. */
import { type Away } from '../../analysis/impact.ts';
import { linksOf, partAt } from '../../analysis/ways.ts';
import { containsPrefix, parsePrefix, type Prefix } from '../../model/ip.ts';
import type { Topology } from '../../model/topology.ts';
import { formerLinks } from './former-ways.ts';
import type { Carries, Kind } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import type { Silence } from './session-states.ts';
import type { State } from '../state/state.ts';
import { type TaskPart } from './tasks.ts';

export interface InterruptionInput {
  readonly topology: Topology;
  readonly steps: readonly PlanStep[];
  readonly state: Pick<State, 'resources'>;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** What carries nothing although the design has it; absent: nothing is known of that. */
  readonly silences?: readonly Silence[];
}

/** The time in which a part is away: from the first of `opens` to the last of `closes`. */
export interface Window extends Away {
  /** Names of tasks. Empty: from the beginning. */
  readonly opens: readonly string[];
  /** Empty: for good. */
  readonly closes: readonly string[];
  /** Of the steps that take it away. */
  readonly addresses: readonly string[];
  /** Of the steps that bring it back. */
  readonly closers: readonly string[];
  /** It may carry something all the same: nobody knows. */
  readonly isUncertain?: true;
}

interface Touch {
  readonly step: PlanStep;
  readonly away: Away;
  readonly isOwn: boolean;
}

export function windowsOf(input: InterruptionInput): Window[] {
  const { topology, steps, state, kinds } = input;
  const former = formerLinks(input);
  const parts = new Set(
    [...linksOf(topology), ...former].flatMap(({ from, to }) => [partAt(from), partAt(to)]),
  );
  const touches = steps.flatMap((step): Touch[] => {
    const carries = kinds.get(step.kind)?.carries;
    if (carries === undefined) return [];
    return partsAt(parts, step.address).map((part) => ({
      step,
      away: { part, ...prefixIn(carries, step, state) },
      isOwn: part === step.address,
    }));
  });
  const byPart = Map.groupBy(touches, ({ away }) => `${away.part} ${away.prefix?.text ?? ''}`);
  const windows = [...byPart.values()].flatMap((own) => windowOf(own, kinds) ?? []);
  const silent = (input.silences ?? []).flatMap((silence) =>
    partsAt(parts, silence.address).map((part) => silentWindow(part, silence, touches, kinds)),
  );
  const isSilent = ({ part, prefix }: Away): boolean =>
    silent.some((other) => other.part === part && isWithin(prefix, other.prefix));
  return [...windows.filter((window) => !isSilent(window)), ...silent];
}

/** Absent: all there is. */
function isWithin(inner: Prefix | undefined, outer: Prefix | undefined): boolean {
  return outer === undefined || (inner !== undefined && containsPrefix(outer, inner));
}

/** It is away from the beginning, and comes back with what is made of it, if anything is. */
function silentWindow(
  part: string,
  { prefix, isUncertain }: Silence,
  touches: readonly Touch[],
  kinds: InterruptionInput['kinds'],
): Window {
  const own = touches.filter(({ away }) => away.part === part).map(({ step }) => step);
  const isGone = own.some(({ action, address }) => action === 'delete' && address === part);
  const closers = isGone ? [] : own.filter((step) => bringsBack(kinds.get(step.kind)?.carries, step));
  return {
    part,
    ...(prefix === undefined ? {} : { prefix }),
    opens: [],
    closes: closers.map(makingOf),
    addresses: [],
    closers: closers.map(({ address }) => address),
    ...(isUncertain ? { isUncertain: true } : {}),
  };
}

function bringsBack(carries: Carries | undefined, step: PlanStep): boolean {
  return step.action === 'create' || step.action === 'replace' || isStopped(carries, step);
}

/** The part itself, else those inside it, else the one that it belongs to. */
function partsAt(parts: ReadonlySet<string>, address: string): string[] {
  if (parts.has(address)) return [address];
  const inside = [...parts].filter((part) => part.startsWith(`${address}/`));
  if (inside.length > 0) return inside;
  const end = address.lastIndexOf('/');
  return end < 0 ? [] : partsAround(parts, address.slice(0, end));
}

function partsAround(parts: ReadonlySet<string>, address: string): string[] {
  if (parts.has(address)) return [address];
  const end = address.lastIndexOf('/');
  return end < 0 ? [] : partsAround(parts, address.slice(0, end));
}

function prefixIn(
  { prefix }: Carries,
  step: PlanStep,
  state: InterruptionInput['state'],
): Pick<Away, 'prefix'> {
  if (prefix === undefined) return {};
  const value = state.resources[step.address]?.inputs[prefix] ?? step.inputs[prefix];
  const parsed = typeof value === 'string' ? parsePrefix(value) : undefined;
  return parsed === undefined ? {} : { prefix: parsed };
}

function windowOf(touches: readonly Touch[], kinds: ReadonlyMap<string, Kind>): Window | undefined {
  const [first] = touches;
  if (first === undefined) return undefined;
  const steps = touches.map(({ step }) => step);
  const own = touches.find(({ isOwn }) => isOwn)?.step;
  const isMade = own?.action === 'create' || own?.action === 'wait-external';
  const isGone = own?.action === 'delete';
  const made = steps.filter(({ action }) => action === 'create' || action === 'replace');
  const removed = steps.filter(goesFirst);
  const stopped = steps.filter((step) => isStopped(kinds.get(step.kind)?.carries, step));
  // What loses something for good that is not the part itself is meant to be as the design says now.
  const isAway = isMade || isGone || stopped.length > 0 || (removed.length > 0 && made.length > 0);
  if (!isAway) return undefined;
  const hurting = [...removed, ...stopped];
  const closers = isGone ? [] : [...made, ...stopped];
  return {
    ...first.away,
    opens: isMade ? [] : [...removed.map(removalOf), ...stopped.map(makingOf)],
    closes: closers.map(makingOf),
    addresses: hurting.map(({ address }) => address),
    closers: closers.map(({ address }) => address),
  };
}

/** A replacement that comes first leaves the old one where it is until all use the new one. */
function goesFirst({ action, address, afterRemovalOf }: PlanStep): boolean {
  return action === 'delete' || (action === 'replace' && afterRemovalOf?.includes(address) === true);
}

function isStopped(carries: Carries | undefined, { action, changed }: PlanStep): boolean {
  if (action !== 'update' && action !== 'adopt' && action !== 'resume') return false;
  return changed.some((name) => carries?.stopsOn?.includes(name) === true);
}

function removalOf({ address }: PlanStep): string {
  return `remove ${address}`;
}

function makingOf({ address }: PlanStep): string {
  return `make ${address}`;
}

type Times = Pick<Window, 'opens' | 'closes'>;

/** Whether one is always over before the other begins. */
export function endsBefore(
  isBefore: (one: string, other: string) => boolean,
): (one: Times, other: Times) => boolean {
  return (one, other) =>
    one.closes.length > 0 &&
    other.opens.length > 0 &&
    one.closes.every((close) => other.opens.every((open) => isBefore(close, open)));
}

/** Whether one task is always over before another begins. */
export function orderOf(tasks: readonly TaskPart[]): (one: string, other: string) => boolean {
  const needs = new Map(tasks.map((task) => [task.name, task.needs]));
  const known = new Map<string, ReadonlySet<string>>();
  const before = (name: string): ReadonlySet<string> => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const all = new Set(needs.get(name));
    for (const need of all) for (const more of needs.get(need) ?? []) all.add(more);
    known.set(name, all);
    return all;
  };
  return (one, other) => before(other).has(one);
}
