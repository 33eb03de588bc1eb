/** One seed, one scenario: a run that is disturbed, and one further run that must put everything right. */
import { EngineError } from '../../src/cloud/engine-error.ts';
import type { Errand } from '../../src/cloud/make-plan.ts';
import type { ApplyReport } from '../../src/cloud/report.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Size } from './designs.ts';
import { carryOut, errandOf, operations, stack, worldFor, type Operation } from './operations.ts';
import { judge, type Census, type Verdict } from './oracle.ts';
import { undisturbed } from './kills.ts';
import { startProcess, type SimProcess } from './process.ts';
import { operate } from './surgery.ts';
import { families, type Disturbance } from './trouble.ts';
import { worldAfterDeath, type World } from './world.ts';

export interface Scenario {
  readonly name: string;
  readonly verdict: Verdict;
}

export interface ScenarioOptions {
  readonly seed: number;
  /** Instead of what the seed would choose. */
  readonly only?: readonly string[];
}

export async function playScenario({ seed, only }: ScenarioOptions): Promise<Scenario> {
  const chance = chanceOf(seed);
  const size: Size = chance.isHit(0.9) ? 20 : 80;
  const operation = chance.pick<Operation>([...operations, 'create', 'create']);
  const names = only ?? pickFamilies(chance);
  const disturbances = names.map((name) => (families[name] ?? unknownFamily(name))(chance));
  const errand = errandOf(size, operation);
  const expected = await undisturbed(size, operation);
  const name = `seed ${seed}: ${operation} of ${size}, ${disturbances.map((each) => each.name).join(' and ')}`;
  const play: Play = { errand, expected, disturbances, chance, seed };
  return { name, verdict: await playIn(await worldFor(size, operation, seed), play) };
}

interface Play {
  readonly errand: Errand;
  readonly expected: Census;
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
  if ((globalThis as { debug?: boolean }).debug) {
    console.log([...after.disk.files.keys()]);
    for (const r of after.site.inside.snapshot().resources)
      if (r.kind === 'vswitch')
        console.log(r.id, JSON.stringify(r.fields.CidrBlock), JSON.stringify(r.tags), r.status);
  }
  const failure = await oneFurtherRun(after, play.errand);
  const verdict = await judge(after, play.errand, play.expected);
  const all = [...faults, ...(failure === undefined ? [] : [failure]), ...verdict.faults];
  return { ...verdict, faults: all };
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
  const { context } = startProcess(world, { stack });
  try {
    const { plan, report } = await world.time.finish(carryOut(context, errand));
    const [problem] = plan.problems;
    if (problem !== undefined) return `the further run asks for a decision: ${problem.message}`;
    return report === undefined || report.outcome === 'done' ? undefined : failureIn(report);
  } catch (error) {
    return `the further run is refused: ${messageOf(error)}`;
  }
}

interface FirstRun {
  /** The world as the process left it; another one when the process was killed. */
  readonly world: World;
  readonly faults: readonly string[];
}

async function firstRun(world: World, play: Play): Promise<FirstRun> {
  const { disturbances, errand, seed } = play;
  for (const { rules = [], disk } of disturbances) {
    for (const rule of rules) world.site.inside.faults.add(rule);
    if (disk !== undefined) world.disk.trouble = disk;
  }
  const cancel = new AbortController();
  let point = 0;
  let afterDeath: World | undefined;
  const process = startProcess(world, {
    stack,
    network: (request) => first(disturbances, ({ network }) => network?.(request)),
    onMilestone: (milestone, self) => {
      point += 1;
      const death = first(disturbances, ({ killsAt }) => killsAt?.(milestone, point));
      if (death !== undefined) {
        afterDeath = worldAfterDeath(world, seed, death);
        self.kill();
      }
      if (disturbances.some(({ cancelsAt }) => cancelsAt?.(milestone, point) === true)) cancel.abort();
    },
  });
  const died = new Promise<'died'>((resolve) => {
    const look = (): void => (process.isDead() ? resolve('died') : world.time.after(1_000, look));
    look();
  });
  const ended = carryOut(process.context, errand, cancel.signal).then(
    ({ report }) => ({ report }),
    (error: unknown) => ({ error }),
  );
  const end = await world.time.finish(Promise.race([ended, died]));
  world.disk.trouble = () => undefined;
  if (end === 'died') return { world: afterDeath ?? world, faults: [] };
  return { world, faults: [...faultsOf(end), ...secretsIn(process, end)] };
}

/** I6: every failure says where, what, and what next. */
function faultsOf(end: { readonly report?: ApplyReport | undefined; readonly error?: unknown }): string[] {
  const { report, error } = end;
  if (error !== undefined && !isTold(error))
    return [
      `a failure without an explanation: ${error instanceof Error ? error.stack : JSON.stringify(error)}`,
    ];
  return (report?.results ?? [])
    .filter(({ result }) => result === 'failed')
    .filter(({ message = '', failure }) => message === '' || failure === undefined || failure.class === 'bug')
    .map(({ address, message }) => `the failure of ${address} says too little: ${message ?? ''}`);
}

function isTold(error: unknown): boolean {
  const isCloud = error instanceof Error && error.name === 'CloudError';
  return (
    isCloud || error instanceof EngineError || (error instanceof Error && 'code' in error) || isAbort(error)
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** I7: no secret in anything that is written or said. */
function secretsIn({ log }: SimProcess, end: unknown): string[] {
  const said = JSON.stringify([log, end]);
  return said.includes('value-of-') ? ['a secret is in the log or in the report'] : [];
}

function pickFamilies(chance: Chance): string[] {
  const all = Object.keys(families);
  const one = chance.pick(all);
  return chance.isHit(0.5) ? [one] : [one, chance.pick(all.filter((name) => name !== one))];
}

function first<T, R>(values: readonly T[], look: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value);
    if (found !== undefined) return found;
  }
  return undefined;
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
