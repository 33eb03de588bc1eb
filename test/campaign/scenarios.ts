/** One seed, one scenario: a run that is disturbed, and one further run that must put everything right. */
import type { CloudRequest } from '../../src/cloud/context.ts';
import type { Errand } from '../../src/cloud/plan/make-plan.ts';
import type { ApplyReport } from '../../src/cloud/apply/report.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Size } from './designs.ts';
import { firstRun } from './first-run.ts';
import { carryOut, errandOf, operations, stack, takenOut, worldFor, type Operation } from './operations.ts';
import { judge, type Census, type Verdict } from './oracle.ts';
import { undisturbed } from './kills.ts';
import { missingIntent } from './intents.ts';
import { startProcess } from './process.ts';
import { operate } from './surgery.ts';
import { families, type Disturbance } from './trouble.ts';
import type { World } from './world.ts';

export interface Scenario {
  readonly name: string;
  /** `F1`, `F26` and so on. */
  readonly families: readonly string[];
  readonly verdict: Verdict;
}

export interface ScenarioOptions {
  readonly seed: number;
  /** Instead of what the seed would choose. */
  readonly only?: readonly string[];
  readonly spoil?: World['spoil'];
}

export async function playScenario({ seed, only, spoil }: ScenarioOptions): Promise<Scenario> {
  const chance = chanceOf(seed);
  const size: Size = chance.isHit(0.9) ? 20 : 80;
  const operation = chance.pick<Operation>([...operations, 'create', 'create']);
  const names = only ?? pickFamilies(chance);
  const disturbances = names.map((name) => (families[name] ?? unknownFamily(name))(chance));
  const errand = errandOf(size, operation);
  const expected = await undisturbed(size, operation);
  const name = `seed ${seed}: ${operation} of ${size}, ${disturbances.map((each) => each.name).join(' and ')}`;
  const mayStay = operation === 'replace' && isStateLost(disturbances) ? takenOut(size, operation) : {};
  const play: Play = { errand, expected, mayStay, disturbances, chance, seed };
  const place = disturbances.some(({ bucket }) => bucket !== undefined) ? 'bucket' : 'disk';
  return {
    name,
    families: names,
    verdict: await playIn(await worldFor(size, operation, seed, { place, spoil }), play),
  };
}

interface Play {
  readonly errand: Errand;
  readonly expected: Census;
  readonly mayStay: Census;
  readonly disturbances: readonly Disturbance[];
  readonly chance: Chance;
  readonly seed: number;
}

async function playIn(world: World, play: Play): Promise<Verdict> {
  const disturbed = await firstRun(world, play);
  const faults = [...disturbed.faults];
  const after = disturbed.world;
  calmDown(after);
  await after.time.pass(restOf(play));
  for (const { surgery } of play.disturbances) {
    if (surgery !== undefined) faults.push(...(await operate(after, play.errand, surgery, play.chance)));
  }
  const failure = await oneFurtherRun(after, play.errand);
  const verdict = await judge(after, play.errand, play.expected, play.mayStay);
  const all = [...faults, ...(failure === undefined ? [] : [failure]), ...verdict.faults];
  return { ...verdict, faults: all };
}

function isStateLost(disturbances: readonly Disturbance[]): boolean {
  return disturbances.some(({ surgery }) => surgery?.does === 'lose' && surgery.what !== 'journal');
}

/** Everything that was put off is let go, and what others made is taken away by them. */
function calmDown({ site }: World): void {
  site.inside.faults.clear();
  for (const { origin, action, created } of site.inside.ledger()) {
    if (origin !== 'emulator' || action !== 'Drift') continue;
    for (const name of created)
      site.inside.drift({ op: 'delete', id: name.slice(name.indexOf(' ') + 1), forMs: 0 });
  }
}

function restOf({ disturbances, chance }: Play): number {
  return Math.max(chance.integer(0, 400_000), ...disturbances.map(({ restMs = 0 }) => restMs));
}

async function oneFurtherRun(world: World, errand: Errand): Promise<string | undefined> {
  const unwritten: string[] = [];
  const onSend = (request: CloudRequest): void => void unwritten.push(...missingIntent(world, request));
  const { context } = startProcess(world, { stack, onSend });
  try {
    const { plan, report } = await world.time.finish(carryOut(context, errand));
    const [problem] = plan.problems;
    if (problem !== undefined) return `the further run asks for a decision: ${problem.message}`;
    if (report !== undefined && report.outcome !== 'done') return failureIn(report);
    return unwritten[0];
  } catch (error) {
    return `the further run is refused: ${messageOf(error)}`;
  }
}

/** One, or two that have nothing to do with each other. */
function pickFamilies(chance: Chance): string[] {
  const all = Object.keys(families);
  const one = chance.pick(all);
  const others = all.filter((name) => name !== one && !excluded(one, name) && !excluded(name, one));
  return chance.isHit(0.5) ? [one] : [one, chance.pick(others)];
}

/** What happens to the files of a disk cannot happen to objects in a bucket. */
function excluded(one: string, other: string): boolean {
  return one === 'F29' && (other === 'F23' || other === 'F24');
}

function failureIn({ outcome, results }: ApplyReport): string {
  const failed = results.find(({ result }) => result === 'failed');
  return `the further run ends ${outcome}: ${failed?.address ?? ''} ${failed?.message ?? ''}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unknownFamily(name: string): never {
  throw new Error(`there is no ${name}; there are ${Object.keys(families).join(', ')}`);
}
