/** Executes a plan, and nothing besides. */
import { CloudError } from './cloud-error.ts';
import type { CloudContext } from './context.ts';
import type { Work } from './converge.ts';
import { EngineError } from './engine-error.ts';
import { heights } from './graph.ts';
import { identify } from './identify.ts';
import { assertNever, invariant } from './invariant.ts';
import { checkOwner, kindsByName } from './make-plan.ts';
import {
  adoptResource,
  createResource,
  deleteResource,
  forgetResource,
  resumeResource,
  setAside,
  updateResource,
} from './operations.ts';
import type { Plan, PlanStep } from './plan.ts';
import { createReader } from './reader.ts';
import { recover } from './recover.ts';
import { stateLookup, type Run } from './run.ts';
import { runTasks, type Task, type TaskResult } from './scheduler.ts';
import { isOtherVersion, versionsIn } from './secret-version.ts';
import { secretFrom } from './secrets.ts';
import { openSession } from './session.ts';
import { basisOf } from './state.ts';
import { taskList, type TaskPart } from './tasks.ts';
import { isRef, secretsIn } from './value.ts';
import type { SourceLine } from './desired.ts';

export interface ApplyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Calls and looks under way at the same time; default 10. */
  readonly concurrency?: number;
}

export interface ProgressEvent {
  readonly address: string;
  readonly kind: string;
  readonly action: PlanStep['action'];
  readonly title: string;
  readonly phase: 'started' | 'waiting' | 'done' | 'failed';
  readonly message?: string;
  /** Steps that are over, of all that are to be done. */
  readonly done: number;
  readonly total: number;
}

export interface ApplyReport {
  /** `waiting`: all that can be done is done, people have to act. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'waiting';
  /** In the order of the plan. */
  readonly results: readonly StepResult[];
}

export interface StepResult {
  readonly address: string;
  readonly kind: string;
  readonly action: PlanStep['action'];
  readonly title: string;
  readonly result: 'done' | 'failed' | 'not-started' | 'waiting';
  /** What went wrong, or why it was not started. */
  readonly message?: string;
  readonly source?: SourceLine;
}

/** Rejects with an `EngineError` when nothing may be started at all; what fails later is in the report. */
export async function applyPlan(
  context: CloudContext,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  const [problem] = plan.problems;
  if (problem !== undefined)
    throw new EngineError('design', `the plan cannot be applied: ${problem.message}`);
  const secrets = await readSecrets(context, plan);
  const { account } = await identify(context.client);
  const session = await openSession(context, { operation: plan.purpose, account });
  try {
    const run: Run = {
      context,
      session,
      reader: createReader(context),
      kinds: kindsByName,
      secrets,
      signal: options.signal,
    };
    checkOwner(context, session.state, account, undefined);
    await resolveOpenCalls(run);
    refuseStale(run, plan, account);
    return await execute(run, plan, options);
  } finally {
    await session.close();
  }
}

async function resolveOpenCalls(run: Run): Promise<void> {
  const { session, context } = run;
  const found = await recover(context, structuredClone(session.state), session.unresolved, run);
  for (const { intent, outcome } of found) await session.settle(intent, outcome);
}

function refuseStale(run: Run, plan: Plan, account: string): void {
  const isSame =
    plan.account === account && plan.target === run.context.target && plan.stack === run.context.stack;
  if (isSame && plan.basis === basisOf(run.session.state)) return;
  throw new EngineError(
    'stale',
    'the plan is out of date: something was applied since it was made. Plan again',
  );
}

async function execute(run: Run, plan: Plan, options: ApplyOptions): Promise<ApplyReport> {
  const parts = taskList(plan, run.session.state, run.kinds);
  const progress = reporter(parts.length, options);
  const needs = new Map(parts.map((part) => [part.name, part.needs]));
  const height = heights(
    parts.map((part) => part.name),
    needs,
  );
  const tasks = parts.map((part): Task => ({
    name: part.name,
    needs: part.needs,
    height: height.get(part.name) ?? 0,
    scopes: () => scopesOf(run, part),
    run: async (slot) => {
      progress(part.step, 'started');
      const work: Work = {
        run,
        step: part.step,
        kind: kindOf(run, part.step),
        slot,
        onWaiting: () => {
          progress(part.step, 'waiting');
        },
      };
      try {
        await perform(part, work);
        progress(part.step, 'done');
      } catch (error) {
        if (options.signal?.aborted !== true) progress(part.step, 'failed', messageOf(error));
        throw error;
      }
    },
  }));
  const results = await runTasks(tasks, { concurrency: options.concurrency ?? 10, signal: options.signal });
  return report(plan, parts, results, options.signal?.aborted === true);
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

/** All of them before the first call: a run must not stop half way for want of a key. */
async function readSecrets(context: CloudContext, plan: Plan): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  const active = plan.steps.filter(isActive);
  for (const name of new Set(active.flatMap((step) => secretsIn(step.inputs)))) {
    const value = await context.secrets.read(secretFrom(name));
    if (value === undefined || value === '') missing.push(name);
    else found.set(name, value);
  }
  if (missing.length === 0) {
    await refuseOtherValues(context, active);
    return found;
  }
  const names = missing.map((name) => `'${secretFrom(name).name}'`).join(', ');
  throw new EngineError(
    'secrets',
    `no value for the secret ${names}; set it as an environment variable of that name, or where the design says`,
  );
}

/** What is sent must be what the plan was made from. */
async function refuseOtherValues({ secrets }: CloudContext, steps: readonly PlanStep[]): Promise<void> {
  for (const { inputs } of steps) {
    for (const [name, planned] of versionsIn(inputs)) {
      const now = await secrets.version?.(secretFrom(name));
      if (!isOtherVersion(planned, now)) continue;
      throw new EngineError(
        'stale',
        `the secret '${secretFrom(name).name}' has another value than when the plan was made. Plan again`,
      );
    }
  }
}

function isActive(step: PlanStep): boolean {
  return ['create', 'update', 'replace', 'adopt', 'resume'].includes(step.action) && !step.isAdopted;
}

function reporter(
  total: number,
  options: ApplyOptions,
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

function report(
  plan: Plan,
  parts: readonly TaskPart[],
  results: ReadonlyMap<string, TaskResult>,
  isCancelled: boolean,
): ApplyReport {
  const steps = plan.steps.map((step): StepResult => {
    const own = parts
      .filter((part) => part.step.address === step.address)
      .map((part) => results.get(part.name));
    const base = {
      address: step.address,
      kind: step.kind,
      action: step.action,
      title: step.title,
      ...(step.source === undefined ? {} : { source: step.source }),
    };
    if (own.length === 0)
      return {
        ...base,
        result: 'waiting',
        ...(step.instruction === undefined ? {} : { message: step.instruction }),
      };
    return { ...base, ...worst(own, parts, isCancelled) };
  });
  const hasFailed = steps.some((step) => step.result === 'failed');
  const isOpen = steps.some((step) => step.result === 'not-started');
  const outcome =
    isCancelled && (hasFailed || isOpen)
      ? 'cancelled'
      : hasFailed
        ? 'failed'
        : steps.some((step) => step.result === 'waiting')
          ? 'waiting'
          : 'done';
  return { outcome, results: steps };
}

function worst(
  results: readonly (TaskResult | undefined)[],
  parts: readonly TaskPart[],
  isCancelled: boolean,
): Pick<StepResult, 'result' | 'message'> {
  const failed = results.find((result) => result?.is === 'failed');
  if (failed?.is === 'failed') {
    if (isCancelled && !isToldFailure(failed.error))
      return { result: 'not-started', message: 'cancelled; the next run goes on here' };
    return { result: 'failed', message: messageOf(failed.error) };
  }
  const skipped = results.find((result) => result?.is === 'not-started');
  if (skipped?.is !== 'not-started') return { result: 'done' };
  const cause = parts.find((part) => part.name === skipped.because)?.step.address;
  return { result: 'not-started', message: cause === undefined ? 'cancelled' : `because of ${cause}` };
}

/** A failure with something to say, and not the cancellation itself. */
function isToldFailure(error: unknown): error is CloudError | EngineError {
  return error instanceof CloudError || error instanceof EngineError;
}

/** Bugs keep their name in the report; the caller logs the rest. */
function messageOf(error: unknown): string {
  if (isToldFailure(error)) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
