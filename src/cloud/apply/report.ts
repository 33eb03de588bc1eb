/** What came of an apply, step by step. */
import { CloudError } from '../client/cloud-error.ts';
import { EngineError, type EngineErrorCode } from '../engine-error.ts';
import type { ErrorClass } from '../client/error-class.ts';
import type { SourceLine } from '../design/desired.ts';
import type { Plan, PlanStep } from '../plan/plan.ts';
import type { TaskResult } from './scheduler.ts';
import type { TaskPart } from '../plan/tasks.ts';

export interface ApplyReport {
  readonly purpose: Plan['purpose'];
  /** `waiting`: all that can be done is done, people have to act. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'waiting';
  /** In the order of the plan. */
  readonly results: readonly StepResult[];
  /** Why the state could not be saved at the end; the journal has what it lacks. */
  readonly unsaved?: string;
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
  readonly failure?: Failure;
  /** For `not-started`: the step that failed first. */
  readonly because?: string;
  /** From its beginning to its end, waiting included; absent for what was not begun. */
  readonly durationMs?: number;
}

/** The facts of a failure, for programs. */
export interface Failure {
  /** Of the cloud's answer, or of the engine's own refusal to go on. */
  readonly class: ErrorClass | EngineErrorCode | 'bug';
  readonly action?: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly region?: string;
}

export interface ReportFacts {
  readonly isCancelled: boolean;
  /** By the address of the step. */
  readonly durations: ReadonlyMap<string, number>;
}

export function reportOf(
  plan: Plan,
  parts: readonly TaskPart[],
  results: ReadonlyMap<string, TaskResult>,
  { isCancelled, durations }: ReportFacts,
): ApplyReport {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const byStep = Map.groupBy(parts, (part) => part.stepAddress);
  const steps = plan.steps.map((step): StepResult => {
    const own = (byStep.get(step.address) ?? []).map((part) => results.get(part.name));
    const durationMs = durations.get(step.address);
    const result = resultOf(step, own, byName, isCancelled);
    return { ...factsOf(step), ...result, ...(durationMs === undefined ? {} : { durationMs }) };
  });
  return { purpose: plan.purpose, outcome: outcomeOf(steps, isCancelled), results: steps };
}

function factsOf({ address, kind, action, title, source }: PlanStep): Omit<StepResult, 'result'> {
  return { address, kind, action, title, ...(source === undefined ? {} : { source }) };
}

function outcomeOf(steps: readonly StepResult[], isCancelled: boolean): ApplyReport['outcome'] {
  const has = (result: StepResult['result']): boolean => steps.some((step) => step.result === result);
  if (isCancelled && (has('failed') || has('not-started'))) return 'cancelled';
  if (has('failed') || has('not-started')) return 'failed';
  return has('waiting') ? 'waiting' : 'done';
}

function resultOf(
  step: PlanStep,
  results: readonly (TaskResult | undefined)[],
  parts: ReadonlyMap<string, TaskPart>,
  isCancelled: boolean,
): Pick<StepResult, 'result' | 'message' | 'failure' | 'because'> {
  if (step.action === 'move') return { result: 'done' };
  if (results.length === 0)
    return { result: 'waiting', ...(step.instruction === undefined ? {} : { message: step.instruction }) };
  const failed = results.find((result) => result?.is === 'failed');
  if (failed?.is === 'failed') {
    if (isCancelled && !isTold(failed.error))
      return { result: 'not-started', message: 'cancelled; the next run goes on here' };
    return { result: 'failed', message: messageOf(failed.error), failure: failureOf(failed.error) };
  }
  const skipped = results.find((result) => result?.is === 'not-started');
  if (skipped?.is !== 'not-started') return { result: 'done' };
  const cause = parts.get(skipped.because ?? '')?.stepAddress;
  if (cause === undefined) return { result: 'not-started', message: 'cancelled' };
  return { result: 'not-started', message: `because of ${cause}`, because: cause };
}

/** A failure with something to say, and not the cancellation itself. */
function isTold(error: unknown): error is CloudError | EngineError {
  return error instanceof CloudError || error instanceof EngineError;
}

/** Bugs keep their name in the report; the caller logs the rest. */
export function messageOf(error: unknown): string {
  if (isTold(error)) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { class: error.code };
  if (!(error instanceof CloudError)) return { class: 'bug' };
  const { class: found, action, code, requestId, region } = error;
  return {
    class: found,
    action,
    ...(code === '' ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(region === '' ? {} : { region }),
  };
}
