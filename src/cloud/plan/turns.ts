/** Steps that would cut traffic off all together take turns, where that leaves a way at any time. */
import type { Impact } from '../../analysis/impact.ts';
import { impactsIn } from './interruptions.ts';
import type { PlanStep, Turn } from './plan.ts';
import { ownerOf, type PlannedSession } from './session-states.ts';
import { taskList } from './tasks.ts';
import { endsBefore, orderOf, windowsOf, type InterruptionInput, type Window } from './windows.ts';

/**
 * The steps with turns: one old way after the other, and where that is not enough, new ways before all of them. As they
 * are where turns do not help; but whatever takes something away names the sessions that it counts on.
 */
export function inTurn(input: InterruptionInput, sessions: readonly PlannedSession[]): readonly PlanStep[] {
  const windows = windowsOf(input);
  if (!windows.some(takesAway)) return input.steps;
  const isBefore = orderOf(taskList(input, input.state));
  const groups = groupsOf(windows, isBefore);
  const asTheyAre: Order = { before: new Map(), steps: input.steps, impacts: impactsIn(input, windows) };
  const order = bestOrder(input, windows, groups, asTheyAre);
  const isOver = (one: Group, other: Group): boolean =>
    order.before.get(other)?.has(one) === true || endsBefore(isBefore)(one, other);
  return withSessions(order, groups.all, sessions, isOver);
}

interface Order {
  /** Whom each waits for; nobody where it is missing. */
  readonly before: ReadonlyMap<Group, ReadonlySet<Group>>;
  readonly steps: readonly PlanStep[];
  readonly impacts: readonly Impact[];
}

/** The first of those that interrupt the fewest flows. */
function bestOrder(
  input: InterruptionInput,
  windows: readonly Window[],
  { all, isSorted }: Groups,
  asTheyAre: Order,
): Order {
  const cut = asTheyAre.impacts.filter(isCut);
  let best = asTheyAre;
  for (const chosen of isSorted ? [all.filter(takesAway), all] : []) {
    if (!best.impacts.some(isCut)) break;
    const before = orderIn(chosen, cut);
    const steps = waiting(input.steps, before);
    const impacts = impactsIn({ ...input, steps }, windows);
    if (impacts.filter(isCut).length < best.impacts.filter(isCut).length) best = { before, steps, impacts };
  }
  return best;
}

function isCut({ is }: Impact): boolean {
  return is === 'interrupted';
}

/** Parts of the network that are away together. */
interface Group extends Pick<Window, 'opens' | 'closes' | 'addresses' | 'closers'> {
  readonly parts: readonly string[];
}

function takesAway({ opens }: Pick<Group, 'opens'>): boolean {
  return opens.length > 0;
}

type IsBefore = ReturnType<typeof orderOf>;

interface Groups {
  readonly all: readonly Group[];
  /** Whether each can wait for all before it: then nothing that waits so waits for itself in the end. */
  readonly isSorted: boolean;
}

function groupsOf(windows: readonly Window[], isBefore: IsBefore): Groups {
  const left = entangled(windows, isBefore).sort((a, b) => rank(a) - rank(b));
  const found: Group[] = [];
  for (;;) {
    const first = left.findIndex((group) =>
      left.every((other) => other === group || canFollow(isBefore, other, group)),
    );
    if (first < 0) return { all: [...found, ...left], isSorted: left.length === 0 };
    found.push(...left.splice(first, 1));
  }
}

/** What is new first, what goes for good last. */
function rank({ opens, closes }: Group): number {
  if (opens.length === 0) return 0;
  return closes.length === 0 ? 2 : 1;
}

/** Whether one can wait for all of another: nothing of the other waits for it. */
function canFollow(isBefore: IsBefore, later: Group, earlier: Group): boolean {
  return !later.opens.some((open) => earlier.closes.some((close) => open === close || isBefore(open, close)));
}

/** A border router and what attaches it go and come in one: neither can wait for all of the other. */
function entangled(windows: readonly Window[], isBefore: IsBefore): Group[] {
  const groups: Group[] = [];
  for (const { part, ...window } of windows) {
    let merged: Group = { ...window, parts: [part] };
    for (const group of [...groups]) {
      if (canFollow(isBefore, merged, group) || canFollow(isBefore, group, merged)) continue;
      groups.splice(groups.indexOf(group), 1);
      merged = merge(group, merged);
    }
    groups.push(merged);
  }
  return groups;
}

function merge(one: Group, other: Group): Group {
  return {
    parts: [...one.parts, ...other.parts],
    opens: [...one.opens, ...other.opens],
    closes: [...one.closes, ...other.closes],
    addresses: [...one.addresses, ...other.addresses],
    closers: [...one.closers, ...other.closers],
  };
}

/** Each waits for those before it that carry the same flow, of those that would be cut off. */
function orderIn(groups: readonly Group[], cut: readonly Impact[]): Map<Group, ReadonlySet<Group>> {
  const before = new Map<Group, ReadonlySet<Group>>();
  for (const [at, group] of groups.entries()) {
    if (!takesAway(group)) continue;
    const flows = cut.filter(({ ways }) => isOn(group, ways));
    const found = groups
      .slice(0, at)
      .filter((other) => other.closes.length > 0 && flows.some(({ ways }) => isOn(other, ways)));
    before.set(group, new Set(found.flatMap((other) => [other, ...(before.get(other) ?? [])])));
  }
  return before;
}

function isOn({ parts }: Group, ways: ReadonlySet<string>): boolean {
  return parts.some((part) => ways.has(part));
}

/** Whom those wait for that come before has had its turn by then, and needs not be named. */
function waiting(steps: readonly PlanStep[], before: Order['before']): readonly PlanStep[] {
  const after = new Map<string, Turn>();
  for (const [group, others] of before) {
    const later = new Set([...others].flatMap((other) => [...(before.get(other) ?? [])]));
    const closers = [...others].filter((other) => !later.has(other)).flatMap((other) => other.closers);
    if (closers.length === 0) continue;
    for (const address of group.addresses)
      after.set(address, { name: group.parts.join(' '), after: [...new Set(closers)], countsOn: [] });
  }
  return steps.map((step) => {
    const turn = after.get(step.address);
    return turn === undefined ? step : { ...step, turn };
  });
}

/** What carries the flows that a step touches has to carry them while it does. */
function withSessions(
  { steps, impacts }: Order,
  groups: readonly Group[],
  sessions: readonly PlannedSession[],
  isOver: (one: Group, other: Group) => boolean,
): readonly PlanStep[] {
  const isCarrying = new Set(sessions.filter(({ is }) => is === 'up').map(({ address }) => ownerOf(address)));
  const turns = new Map<string, Turn>();
  for (const group of groups.filter(takesAway)) {
    const flows = impacts.filter(({ by }) => group.parts.some((part) => by.includes(part)));
    const countsOn = sessions
      .filter(({ address }) => flows.some(({ ways }) => ways.has(ownerOf(address))))
      .filter((session) => isCountedOn(session, group, { groups, isOver, isCarrying }))
      .map(({ address }) => address);
    for (const address of group.addresses)
      turns.set(address, { name: group.parts.join(' '), after: [], countsOn });
  }
  return steps.map((step) => {
    const turn = { ...turns.get(step.address), ...step.turn };
    const countsOn = turns.get(step.address)?.countsOn ?? [];
    const { name = '', after = [] } = turn;
    return countsOn.length + after.length === 0 ? step : { ...step, turn: { name, after, countsOn } };
  });
}

interface Surroundings {
  readonly groups: readonly Group[];
  readonly isOver: (one: Group, other: Group) => boolean;
  /** Owners that have a session which is up. */
  readonly isCarrying: ReadonlySet<string>;
}

function isCountedOn(
  { address, is, says, isWanted }: PlannedSession,
  group: Group,
  { groups, isOver, isCarrying }: Surroundings,
): boolean {
  const owner = ownerOf(address);
  const other = groups.find(({ parts }) => parts.some((part) => ownerOf(part) === owner));
  if (other === group) return false;
  // One that goes of itself, and for good, may be gone at any time.
  if (other === undefined) return isWanted && is === 'up';
  if (isOver(group, other)) return is === 'up';
  // What was down beside one that is up may stay so.
  const mayStayDown = is === 'down' && says !== undefined && isCarrying.has(owner);
  return isOver(other, group) && isWanted && !mayStayDown;
}
