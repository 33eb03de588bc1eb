/** Plan, apply and destroy: the same way for all three, told to whoever watches. */
import type { ApplyReport } from '../cloud/report.ts';
import type { Errand } from '../cloud/make-plan.ts';
import { planJson } from '../cloud/plan.ts';
import type { Plan } from '../cloud/plan.ts';
import { openCloud } from './cloud-context.ts';
import type { CloudOptions, CloudSession } from './cloud-context.ts';
import { loadDesign, refuseErrors } from './design.ts';
import type { LoadedDesign } from './design.ts';
import { eventView } from './event-view.ts';
import { explain } from './explain.ts';
import type { ExitCode } from './run.ts';
import type { IdentifiedPlan, RunView } from './run-view.ts';
import type { Shell } from './shell.ts';
import { textView } from './text-view.ts';

export interface CarryOutOptions extends CloudOptions {
  readonly autoApprove?: true;
  readonly events?: true;
  readonly json?: true;
  readonly applyForCircuits?: true;
}

export type Purpose = 'plan' | 'apply' | 'destroy';

export async function carryOut(
  shell: Shell,
  purpose: Purpose,
  path: string,
  options: CarryOutOptions,
): Promise<ExitCode> {
  const view = viewFor(shell, options);
  try {
    const design = await loadDesign(shell, path);
    if (purpose !== 'destroy') refuseErrors(shell, design);
    if (options.handover === true) await view.handed?.arrived;
    const session = await openCloud(shell, options, design, view.handed);
    for (const note of session.notes) view.note(note);
    return await proceed(view, purpose, {
      session,
      design,
      isApproved: options.autoApprove === true,
      applyForCircuits: options.applyForCircuits === true,
    });
  } catch (error) {
    if (view.signal.aborted && isAbort(error)) {
      view.note('Stopped before anything was changed.');
      return 1;
    }
    view.failure(explain(error));
    throw error;
  } finally {
    view.close();
  }
}

function viewFor(shell: Shell, { events, json }: CarryOutOptions): RunView {
  if (events === true) return eventView(shell);
  const view = textView(shell);
  if (json !== true) return view;
  const printJson = (plan: IdentifiedPlan) => {
    const shown = { target: plan.target, identity: plan.identity, ...planJson(plan) };
    shell.out.write(`${JSON.stringify(shown, null, 2)}\n`);
  };
  return { ...view, plan: printJson };
}

interface Work {
  readonly session: CloudSession;
  readonly design: LoadedDesign;
  readonly isApproved: boolean;
  readonly applyForCircuits: boolean;
}

async function proceed(view: RunView, purpose: Purpose, work: Work): Promise<ExitCode> {
  const { destroyErrand, errandFor, lookAndPlan } = await import('../cloud/make-plan.ts');
  const { session, design, applyForCircuits } = work;
  const { context } = session;
  const errand =
    purpose === 'destroy'
      ? destroyErrand(design.topology, context.stack, { applyForCircuits })
      : errandFor(design.topology, context.stack, { applyForCircuits });
  if (purpose === 'plan') {
    const plan = await lookAndPlan(context, errand, view.signal);
    view.plan({ ...plan, identity: session.identity });
    return plan.problems.length > 0 ? 1 : 0;
  }
  return carryOutErrand(view, errand, work);
}

async function carryOutErrand(
  view: RunView,
  errand: Errand,
  { session, isApproved }: Work,
): Promise<ExitCode> {
  const { applyDesign } = await import('../cloud/apply.ts');
  const shown = (plan: Plan): IdentifiedPlan => ({ ...plan, identity: session.identity });
  const { plan, report, isRefused } = await applyDesign(session.context, errand, {
    signal: view.signal,
    onProgress: view.progress,
    approve: async (made) => {
      view.plan(shown(made));
      return isApproved || view.approve(shown(made));
    },
  });
  if (report !== undefined) {
    view.end(report);
    return exitCodeOf(report);
  }
  if (isRefused) view.note('Nothing was changed.');
  else view.plan(shown(plan));
  return isRefused || plan.problems.length > 0 ? 1 : 0;
}

function exitCodeOf({ outcome }: ApplyReport): ExitCode {
  return outcome === 'done' || outcome === 'waiting' ? 0 : 1;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
