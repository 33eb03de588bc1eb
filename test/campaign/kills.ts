/** Ends a run at every point that it passes, and looks what the next run makes of it; and ends that one as well. */
import type { Milestone } from '../../src/cloud/milestones.ts';
import type { Errand } from '../../src/cloud/plan/make-plan.ts';
import type { Size } from './designs.ts';
import { missingIntent } from './intents.ts';
import { carryOut, errandOf, stack, worldFor, type Operation } from './operations.ts';
import { censusOf, judge, leftIn, type Census, type Verdict } from './oracle.ts';
import { startProcess } from './process.ts';
import { versionOf, worldAfterDeath, type World } from './world.ts';

export interface KillOptions {
  readonly size: Size;
  readonly operation: Operation;
  readonly isChosen: (moment: Moment) => boolean;
  readonly spoil?: World['spoil'];
}

/** One of those at which a run can be ended. */
export interface Moment {
  /** Counts the points that the run passes, from 1. */
  readonly point: number;
  /**
   * Counts those that leave something else than all before, from 1: the points between two of them leave the same cloud,
   * the same files and the same calls on their way, and whoever comes next cannot tell them apart. `undefined` there.
   */
  readonly distinct: number | undefined;
}

export interface Killed {
  /** Such as `create of 20, killed at intent-recorded (17)`. */
  readonly name: string;
  readonly point: number;
  readonly verdict: Verdict;
}

/** Points of the second run at which it is ended as well: all that lie before its first step, and a few after. */
const mostSecondPoints = 12;

export async function* kills(options: KillOptions): AsyncGenerator<Killed> {
  const { size, operation, spoil } = options;
  const errand = errandOf(size, operation);
  const expected = await undisturbed(size, operation);
  const begin = await worldFor(size, operation, 1, { spoil });
  const { deaths } = await deathsIn(begin, errand, options.isChosen);
  for (const death of deaths) {
    const name = `${operation} of ${size}, killed at ${death.milestone} (${death.point})`;
    // Which of its points the second run is ended at changes from one death to the next, so that all have their turn.
    const second = 1 + (death.point % mostSecondPoints);
    const run = await deathsIn(death.world, errand, ({ point }) => point === second);
    yield { name, point: death.point, verdict: await verdictOf(death.world, errand, expected, run.failure) };
    for (const again of run.deaths) {
      const third = await deathsIn(again.world, errand, () => false);
      yield {
        point: death.point,
        name: `${name}, and again at ${again.milestone} (${again.point})`,
        verdict: await verdictOf(again.world, errand, expected, third.failure),
      };
    }
  }
}

interface Death {
  readonly point: number;
  readonly milestone: Milestone;
  readonly world: World;
}

interface Run {
  readonly deaths: readonly Death[];
  /** Why the run did not end well; `undefined` when it did. */
  readonly failure: string | undefined;
}

/** How many points a run passes that nothing disturbs, and how many of them leave something else than those before. */
export async function countPoints(
  size: Size,
  operation: Operation,
): Promise<{ readonly points: number; readonly distinct: number }> {
  let last = { points: 0, distinct: 0 };
  await deathsIn(await worldFor(size, operation, 1), errandOf(size, operation), ({ point, distinct }) => {
    last = { points: point, distinct: distinct ?? last.distinct };
    return false;
  });
  return last;
}

/** Lets a run go on to its end, and keeps the world as it was at each chosen point. */
export async function deathsIn(
  world: World,
  errand: Errand,
  isChosen: (moment: Moment) => boolean,
  looksAtIntents = false,
): Promise<Run> {
  const deaths: Death[] = [];
  const versions = new Set<string>();
  const unwritten: string[] = [];
  let point = 0;
  const { context } = startProcess(world, {
    stack,
    ...(looksAtIntents ? { onSend: (request) => unwritten.push(...missingIntent(world, request)) } : {}),
    onMilestone: (milestone) => {
      point += 1;
      const before = versions.size;
      versions.add(versionOf(world));
      const distinct = versions.size > before ? versions.size : undefined;
      if (!isChosen({ point, distinct })) return;
      const how = point % 2 === 0 ? 'kill' : 'power-failure';
      deaths.push({ point, milestone, world: worldAfterDeath(world, point, how) });
    },
  });
  try {
    const { plan, report } = await world.time.finish(carryOut(context, errand));
    const [problem] = plan.problems;
    if (problem !== undefined) return { deaths, failure: problem.message };
    const isDone = report === undefined || report.outcome === 'done';
    const failed = report?.results.find((result) => result.result === 'failed');
    return {
      deaths,
      failure: isDone ? unwritten[0] : `${failed?.address ?? ''}: ${failed?.message ?? report.outcome}`,
    };
  } catch (error) {
    return { deaths, failure: error instanceof Error ? error.message : String(error) };
  }
}

export async function verdictOf(
  world: World,
  errand: Errand,
  expected: Census,
  failure: string | undefined,
): Promise<Verdict> {
  const verdict = await judge(world, errand, expected);
  return failure === undefined ? verdict : { ...verdict, faults: [failure, ...verdict.faults] };
}

const censuses = new Map<string, Census>();

/** What a run leaves that nothing disturbs. */
export async function undisturbed(size: Size, operation: Operation): Promise<Census> {
  const key = `${size} ${operation}`;
  const known = censuses.get(key);
  if (known !== undefined) return known;
  const world = await worldFor(size, operation, 1);
  const { failure } = await deathsIn(world, errandOf(size, operation), () => false, true);
  if (failure !== undefined) throw new Error(`${operation} of ${size} fails by itself: ${failure}`);
  const census = censusOf(leftIn(world));
  censuses.set(key, census);
  return census;
}

/** How often a run passes each milestone that nothing disturbs. */
export async function milestonesIn(
  size: Size,
  operation: Operation,
): Promise<ReadonlyMap<Milestone, number>> {
  const times = new Map<Milestone, number>();
  const world = await worldFor(size, operation, 1);
  const onMilestone = (milestone: Milestone): void => {
    times.set(milestone, (times.get(milestone) ?? 0) + 1);
  };
  const { context } = startProcess(world, { stack, onMilestone });
  await world.time.finish(carryOut(context, errandOf(size, operation)));
  return times;
}
