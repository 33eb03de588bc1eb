/** The run of a scenario that is disturbed, and what it says when it ends. */
import type { Applied } from '../../src/cloud/apply/apply.ts';
import { EngineError } from '../../src/cloud/engine-error.ts';
import type { Errand } from '../../src/cloud/plan/make-plan.ts';
import type { ApplyReport } from '../../src/cloud/apply/report.ts';
import { planText } from '../../src/export/plan-text.ts';
import { reportText } from '../../src/export/report-text.ts';
import { hasSecret } from './canary.ts';
import { missingIntent } from './intents.ts';
import { carryOut, stack } from './operations.ts';
import { startProcess, type SimProcess } from './process.ts';
import { meetRival, type Meeting } from './rivals.ts';
import type { Disturbance } from './trouble.ts';
import { worldAfterDeath, type World } from './world.ts';

export interface FirstRun {
  /** The world as the process left it; another one when the process was killed. */
  readonly world: World;
  readonly faults: readonly string[];
}

export interface FirstRunOptions {
  readonly errand: Errand;
  readonly disturbances: readonly Disturbance[];
  readonly seed: number;
}

export async function firstRun(world: World, options: FirstRunOptions): Promise<FirstRun> {
  const { disturbances, errand, seed } = options;
  for (const { rules = [] } of disturbances) for (const rule of rules) world.site.inside.faults.add(rule);
  world.kept.disturb({
    disk: first(disturbances, ({ disk }) => disk),
    bucket: first(disturbances, ({ bucket }) => bucket),
  });
  const cancel = new AbortController();
  const faults: string[] = [];
  const meetings: Meeting[] = [];
  let point = 0;
  let afterDeath: World | undefined;
  const process = startProcess(world, {
    stack,
    network: (request) => first(disturbances, ({ network }) => network?.(request)),
    onSend: (request) => faults.push(...missingIntent(world, request)),
    onMilestone: (milestone, self) => {
      point += 1;
      const rival = first(disturbances, (each) => each.rival);
      if (rival?.at === point) meetings.push(meetRival(rival, { world, errand, first: self }));
      const death = first(disturbances, ({ killsAt }) => killsAt?.(milestone, point));
      if (death !== undefined) {
        afterDeath = worldAfterDeath(world, seed, death);
        self.kill();
      }
      if (disturbances.some(({ cancelsAt }) => cancelsAt?.(milestone, point) === true)) cancel.abort();
    },
  });
  const end = await world.time.finish(
    endOf(world, process, carryOut(process.context, errand, cancel.signal)),
  );
  for (const meeting of meetings) faults.push(...(await world.time.finish(meeting.faults(end))));
  world.kept.disturb({});
  if (end === 'died') return { world: afterDeath ?? world, faults };
  return { world, faults: [...faults, ...faultsOf(end), ...badWords(process, end)] };
}

export type End = 'died' | { readonly applied: Applied } | { readonly error: unknown };

async function endOf(world: World, process: SimProcess, work: Promise<Applied>): Promise<End> {
  const died = new Promise<'died'>((resolve) => {
    const look = (): void => (process.isDead() ? resolve('died') : world.time.after(1_000, look));
    look();
  });
  const ended = work.then(
    (applied) => ({ applied }),
    (error: unknown) => ({ error }),
  );
  return Promise.race([ended, died]);
}

/** I6: every failure says where, what, and what next. */
function faultsOf(end: Exclude<End, 'died'>): string[] {
  if ('error' in end)
    return isTold(end.error) ? [] : [`a failure without an explanation: ${wordsOf(end.error)}`];
  return failuresIn(end.applied.report)
    .filter(({ message = '', failure }) => message === '' || failure === undefined || failure.class === 'bug')
    .map(({ address, message }) => `the failure of ${address} says too little: ${message ?? ''}`);
}

function failuresIn(report: ApplyReport | undefined): ApplyReport['results'] {
  return (report?.results ?? []).filter(({ result }) => result === 'failed');
}

function isTold(error: unknown): boolean {
  if (error instanceof EngineError) return true;
  if (!(error instanceof Error)) return false;
  return error.name === 'CloudError' || error.name === 'AbortError' || 'code' in error;
}

/** I7 and F30: no secret, and nothing that moves a cursor or turns text around, in anything that is said. */
function badWords({ log }: SimProcess, end: Exclude<End, 'died'>): string[] {
  const said = [...log, ...('error' in end ? [wordsOf(end.error)] : wordsOfRun(end.applied))].join('\n');
  return [
    ...(hasSecret(said) ? ['a secret is in the log, in the plan or in the report'] : []),
    ...(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(said) ? ['what the cloud says is shown as it is'] : []),
    ...(said.split('\n').some((line) => line.length > 20_000) ? ['a line has no end'] : []),
  ];
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function wordsOfRun({ plan, report }: Applied): string[] {
  return [planText(plan), ...(report === undefined ? [] : [reportText(report)])];
}

function first<T, R>(values: readonly T[], look: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
