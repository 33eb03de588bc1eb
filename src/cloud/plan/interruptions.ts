/** Which steps of a plan take parts of the network away, which of them at the same time, and what traffic that hits. */
import { failureText } from '../../analysis/failures.ts';
import { impactsOf, type Away, type Course, type Impact } from '../../analysis/impact.ts';
import { linksOf, partAt } from '../../analysis/ways.ts';
import { parsePrefix } from '../../model/ip.ts';
import type { Topology } from '../../model/topology.ts';
import { sourceLine, type SourceLine } from '../design/desired.ts';
import { formerLinks } from './former-ways.ts';
import type { Carries, Kind } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import type { State } from '../state/state.ts';
import { taskList, type TaskPart } from './tasks.ts';

export interface InterruptionInput {
  readonly topology: Topology;
  readonly steps: readonly PlanStep[];
  readonly state: Pick<State, 'resources'>;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** What a plan does to something that is to get through. */
export interface TrafficImpact {
  /** Paths of both ends. */
  readonly from: string;
  readonly to: string;
  /** `degraded`: it gets through on the ways that are left. */
  readonly is: 'interrupted' | 'degraded';
  /** Whether it stays so when all is done. */
  readonly lasts: boolean;
  /** The steps that bring it about, in the order of the plan. */
  readonly addresses: readonly string[];
  /** Failures that the text says it survives, and that it does not survive meanwhile: `any 1 circuit`. */
  readonly exposedTo: readonly string[];
  /** Where the text says that it is to get through. */
  readonly source?: SourceLine;
}

export function trafficOf(input: InterruptionInput): TrafficImpact[] {
  const windows = windowsOf(input);
  if (!windows.some(({ opens }) => opens.length > 0)) return [];
  return impactsOf(input.topology, courseOf(input, windows))
    .map((impact) => told(windows, impact))
    .sort((a, b) => (a.is === b.is ? 0 : a.is === 'interrupted' ? -1 : 1));
}

function told(windows: readonly Window[], { flow, is, lasts, by, exposedTo }: Impact): TrafficImpact {
  const hurting = windows.filter(({ part, opens }) => opens.length > 0 && by.includes(part));
  return {
    from: flow.site.path,
    to: flow.target.path,
    is,
    lasts,
    addresses: [...new Set(hurting.flatMap(({ addresses }) => addresses))],
    exposedTo: exposedTo.map(failureText),
    ...(flow.asked === undefined ? {} : { source: sourceLine(flow.asked.source) }),
  };
}

/** The time in which a part is away: from the first of `opens` to the last of `closes`. */
interface Window extends Away {
  /** Names of tasks. Empty: from the beginning. */
  readonly opens: readonly string[];
  /** Empty: for good. */
  readonly closes: readonly string[];
  readonly addresses: readonly string[];
}

interface Touch {
  readonly step: PlanStep;
  readonly away: Away;
  readonly isOwn: boolean;
}

function windowsOf({ topology, steps, state, kinds }: InterruptionInput): Window[] {
  const former = formerLinks(steps, state);
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
  return [...byPart.values()].flatMap((own) => windowOf(own, kinds) ?? []);
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
  return {
    ...first.away,
    opens: isMade ? [] : [...removed.map(removalOf), ...stopped.map(makingOf)],
    closes: isGone ? [] : [...made, ...stopped].map(makingOf),
    addresses: hurting.map(({ address }) => address),
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

/** Every set of parts that the order of the tasks lets be away at one time. */
function courseOf(input: InterruptionInput, windows: readonly Window[]): Course {
  const { steps, state } = input;
  const isBefore = orderOf(taskList({ steps }, state));
  const ends = (one: Window, other: Window): boolean =>
    one.closes.length > 0 &&
    other.opens.length > 0 &&
    one.closes.every((close) => other.opens.every((open) => isBefore(close, open)));
  const making = windows.filter(({ opens }) => opens.length === 0);
  const leaving = windows.filter(({ opens, closes }) => opens.length > 0 && closes.length === 0);
  const passing = windows.filter(({ opens, closes }) => opens.length > 0 && closes.length > 0);
  const phases = together(passing, ends).flatMap((now) => {
    const notYet = making.filter((one) => !now.some((other) => ends(one, other)));
    const gone = leaving.filter((one) => !now.some((other) => ends(other, one)));
    // What is made before something leaves is there by then: it is either early or late.
    return [
      [...now, ...notYet, ...gone.filter((late) => !notYet.some((early) => ends(early, late)))],
      [...now, ...gone, ...notYet.filter((early) => !gone.some((late) => ends(early, late)))],
    ];
  });
  const never = making.filter(({ closes }) => closes.length === 0);
  return { start: making, phases, end: [...leaving, ...never], former: formerLinks(steps, state) };
}

/** Above this, windows are put together in fewer ways. */
const mostForPairs = 60;

/** The largest sets of windows of which any two may be open at one time; the empty one too. */
function together(
  windows: readonly Window[],
  ends: (one: Window, other: Window) => boolean,
): readonly (readonly Window[])[] {
  const mayMeet = (one: Window, other: Window): boolean => !ends(one, other) && !ends(other, one);
  const grown = (seeds: readonly Window[]): readonly Window[] => {
    const set = [...seeds];
    for (const window of windows) {
      if (!set.includes(window) && set.every((member) => mayMeet(member, window))) set.push(window);
    }
    return set;
  };
  const pairs =
    windows.length > mostForPairs
      ? []
      : windows.flatMap((one, at) => windows.slice(at + 1).map((other) => [one, other] as const));
  const sets = [
    [],
    ...windows.map((window) => grown([window])),
    ...pairs.filter(([one, other]) => mayMeet(one, other)).map(grown),
  ];
  const byMembers = new Map(
    sets.map((set) => [
      set
        .map((window) => windows.indexOf(window))
        .sort((a, b) => a - b)
        .join(),
      set,
    ]),
  );
  return [...byMembers.values()];
}

/** Whether one task is always over before another begins. */
function orderOf(tasks: readonly TaskPart[]): (one: string, other: string) => boolean {
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
