/** Carries out the steps of a plan, and nothing besides. */
import { type Work } from './converge.ts';
import { defaultMinutes } from '../timing.ts';
import { heights, sortGraph } from '../graph.ts';
import { assertNever, invariant } from '../invariant.ts';
import type { Kind } from '../kind.ts';
import { pass } from '../milestones.ts';
import {
  adoptResource,
  createResource,
  deleteResource,
  forgetResource,
  resumeResource,
  setAside,
  updateResource,
} from './operations.ts';
import type { Plan, PlanStep } from '../plan/plan.ts';
import { messageOf, reportOf, type ApplyReport } from './report.ts';
import { stateLookup, type Run } from './run.ts';
import { runTasks, type Task } from './scheduler.ts';
import { taskList, takesAway, type TaskPart } from '../plan/tasks.ts';
import { awaitTurn, type Turns } from './turn.ts';
import { isRef } from '../value.ts';

export interface ExecuteOptions {
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Calls and looks under way at the same time; default 64. What the cloud takes is found out by `traffic.ts`. */
  readonly concurrency?: number | undefined;
}

export interface ProgressEvent {
  readonly address: string;
  readonly kind: string;
  readonly action: PlanStep['action'];
  readonly title: string;
  readonly phase: 'started' | 'waiting' | 'done' | 'failed';
  /** Of `waiting`: what is in the way; told once for each step. */
  readonly message?: string;
  /** Steps that are over, of all that are to be done. */
  readonly done: number;
  readonly total: number;
}

export async function execute(run: Run, plan: Plan, options: ExecuteOptions): Promise<ApplyReport> {
  await moveAddresses(run, plan);
  for (const [address, resource] of Object.entries(plan.unknown)) await run.session.set(address, resource);
  const parts = taskList(plan, run.session.state);
  await run.session.reserve(parts.length);
  const progress = reporter(parts.length, options);
  const needs = new Map(parts.map((part) => [part.name, part.needs]));
  const minutes = new Map(parts.map((part) => [part.name, minutesOf(kindOf(run, part.step))]));
  const height = heights(sortGraph(needs).order, needs, (name) => minutes.get(name) ?? 0);
  const { clock } = run.context;
  const begun = new Map<string, number>();
  const durations = new Map<string, number>();
  const turns: Turns = new Map();
  const tasks = parts.map((part): Task => ({
    name: part.name,
    needs: part.needs,
    height: height.get(part.name) ?? 0,
    scopes: () => scopesOf(run, part),
    run: async (slot) => {
      progress(part.step, 'started');
      if (!begun.has(part.stepAddress)) begun.set(part.stepAddress, clock.now());
      pass(run.context, 'step-begun');
      let isTold = false;
      const onWaiting = (refusal?: string): void => {
        if (refusal === undefined) progress(part.step, 'waiting');
        else if (!isTold) progress(part.step, 'waiting', `${refusal}; it is tried again`);
        isTold ||= refusal !== undefined;
      };
      try {
        const work = { run, step: part.step, kind: kindOf(run, part.step), slot, onWaiting };
        if (takesAway(part)) await awaitTurn(turns, work);
        await perform(part, work);
        progress(part.step, 'done');
      } catch (error) {
        if (run.signal?.aborted !== true) progress(part.step, 'failed', messageOf(error));
        throw error;
      } finally {
        const now = clock.now();
        durations.set(part.stepAddress, now - (begun.get(part.stepAddress) ?? now));
      }
    },
  }));
  const results = await runTasks(tasks, { concurrency: options.concurrency ?? 64, signal: run.signal });
  return reportOf(plan, parts, results, { isCancelled: run.signal?.aborted === true, durations });
}

/** The longest that it may take tells how long it takes, roughly; what has no status is there at once. */
function minutesOf({ status, minutes }: Kind): number {
  return status === undefined ? 0.1 : (minutes?.create ?? defaultMinutes);
}

/** Before anything else: every other step knows its resource under its new address. */
async function moveAddresses(run: Run, { steps }: Plan): Promise<void> {
  for (const { action, address, from } of steps) {
    if (action !== 'move') continue;
    invariant(from !== undefined, `${address} is moved from somewhere`);
    await run.session.rename(from, address);
  }
}

async function perform(part: TaskPart, work: Work): Promise<void> {
  switch (part.does) {
    case 'create':
      return createResource(work);
    case 'update':
      return updateResource(work);
    case 'adopt':
      return adoptResource(work);
    case 'resume':
      return resumeResource(work);
    case 'delete':
      return deleteResource(work);
    case 'forget':
      return forgetResource(work);
    case 'set-aside':
      return setAside(work);
    default:
      return assertNever(part.does);
  }
}

/** By id where it is known, so that two ways to name one thing meet. */
function scopesOf(run: Run, part: TaskPart): string[] {
  const lookup = stateLookup(run);
  const idOf = (address: string): string => lookup(address, 'id') ?? address;
  const scopes = kindOf(run, part.step).scopes ?? [];
  return scopes.flatMap((scope) => {
    if (scope === 'self') return [idOf(part.step.address)];
    if (scope.startsWith('account:')) return [scope];
    const value = part.step.inputs[scope];
    if (typeof value === 'string') return [value];
    return isRef(value) ? [idOf(value.$ref)] : [];
  });
}

function kindOf(run: Run, step: PlanStep): Work['kind'] {
  const kind = run.kinds.get(step.kind);
  invariant(kind !== undefined, `no kind ${step.kind}`);
  return kind;
}

function reporter(
  total: number,
  options: ExecuteOptions,
): (step: PlanStep, phase: ProgressEvent['phase'], message?: string) => void {
  let done = 0;
  return (step, phase, message) => {
    if (phase === 'done' || phase === 'failed') done += 1;
    options.onProgress?.({
      address: step.address,
      kind: step.kind,
      action: step.action,
      title: step.title,
      phase,
      ...(message === undefined ? {} : { message }),
      done,
      total,
    });
  };
}
