/** Steps that would cut traffic off all together take turns, where that leaves a way at any time. */
import { sortGraph } from '../graph.ts';
import { invariant } from '../invariant.ts';
import { trafficOf } from './interruptions.ts';
import type { PlanStep } from './plan.ts';
import { taskList } from './tasks.ts';
import { orderOf, windowsOf, type InterruptionInput, type Window } from './windows.ts';

/**
 * The steps with turns: new ways first, then one old way after the other, and at last what goes for good. As they are
 * where nothing is interrupted, or where turns do not help.
 */
export function inTurn(input: InterruptionInput): readonly PlanStep[] {
  const cut = interruptions(input);
  if (cut.length === 0) return input.steps;
  const hurting = new Set(cut.flatMap(({ addresses }) => addresses));
  const steps = withTurns(input, hurting);
  const needs = new Map(taskList({ steps }, input.state).map((task) => [task.name, task.needs]));
  invariant(sortGraph(needs).circle === undefined, 'whoever waits for a turn has it in the end');
  return interruptions({ ...input, steps }).length < cut.length ? steps : input.steps;
}

function interruptions(input: InterruptionInput): ReturnType<typeof trafficOf> {
  return trafficOf(input).filter(({ is }) => is === 'interrupted');
}

function withTurns(input: InterruptionInput, hurting: ReadonlySet<string>): readonly PlanStep[] {
  const windows = windowsOf(input);
  const hurts = ({ opens, addresses }: Window): boolean =>
    opens.length > 0 && addresses.some((address) => hurting.has(address));
  const making = windows.filter(({ opens, closes }) => opens.length === 0 && closes.length > 0);
  const passing = windows.filter((window) => hurts(window) && window.closes.length > 0);
  const leaving = windows.filter((window) => hurts(window) && window.closes.length === 0);

  const isBefore = orderOf(taskList(input, input.state));
  const turns = sorted(entangled(passing, isBefore), isBefore);
  let { steps } = input;
  for (const [at, turn] of [...turns, ...leaving].entries()) {
    const mayFollow = (earlier: Turn): boolean =>
      canFollow(orderOf(taskList({ steps }, input.state)), turn, earlier);
    for (const made of making) if (mayFollow(made)) steps = following(steps, turn, made);
    // Those before it have had their turn by then.
    const latest = turns.slice(0, at).findLast(mayFollow);
    if (latest !== undefined) steps = following(steps, turn, latest);
  }
  return steps;
}

/** Parts of the network that are away together. */
type Turn = Pick<Window, 'opens' | 'closes' | 'addresses' | 'closers'>;

type IsBefore = ReturnType<typeof orderOf>;

/** Whether one can wait for all of another: nothing of the other waits for it. */
function canFollow(isBefore: IsBefore, later: Turn, earlier: Turn): boolean {
  return !later.opens.some((open) => earlier.closes.some((close) => open === close || isBefore(open, close)));
}

/** A border router and what attaches it go and come in one: neither can wait for all of the other. */
function entangled(windows: readonly Window[], isBefore: IsBefore): readonly Turn[] {
  const turns: Turn[] = [];
  for (const window of windows) {
    let merged: Turn = window;
    for (const turn of [...turns]) {
      if (canFollow(isBefore, merged, turn) || canFollow(isBefore, turn, merged)) continue;
      turns.splice(turns.indexOf(turn), 1);
      merged = together(turn, merged);
    }
    turns.push(merged);
  }
  return turns;
}

function together(one: Turn, other: Turn): Turn {
  return {
    opens: [...one.opens, ...other.opens],
    closes: [...one.closes, ...other.closes],
    addresses: [...one.addresses, ...other.addresses],
    closers: [...one.closers, ...other.closers],
  };
}

/** What cannot wait for others comes before them; else as they are. */
function sorted(turns: readonly Turn[], isBefore: IsBefore): readonly Turn[] {
  const left = [...turns];
  const found: Turn[] = [];
  while (left.length > 0) {
    const first = left.findIndex((turn) =>
      left.every((other) => other === turn || canFollow(isBefore, other, turn)),
    );
    found.push(...left.splice(Math.max(0, first), 1));
  }
  return found;
}

function following(steps: readonly PlanStep[], later: Turn, earlier: Turn): readonly PlanStep[] {
  return steps.map((step) => (later.addresses.includes(step.address) ? after(step, earlier.closers) : step));
}

function after(step: PlanStep, closers: readonly string[]): PlanStep {
  const others = closers.filter((address) => address !== step.address);
  return { ...step, turnAfter: [...new Set([...(step.turnAfter ?? []), ...others])] };
}
