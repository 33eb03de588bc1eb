/** Plan, apply and destroy: the same way for all three, told to whoever watches. */
import type { Applied } from '../cloud/apply/apply.ts';
import type { Allowed, GuardCode } from '../cloud/plan/guards.ts';
import type { Errand } from '../cloud/plan/make-plan.ts';
import { planJson } from '../cloud/plan/plan.ts';
import type { Plan } from '../cloud/plan/plan.ts';
import type { ApplyReport } from '../cloud/apply/report.ts';
import { openCloud } from './cloud-context.ts';
import type { CloudOptions, CloudSession } from './cloud-context.ts';
import { loadDesign, refuseErrors } from './design.ts';
import type { LoadedDesign } from './design.ts';
import { eventView } from './event-view.ts';
import { exitCodeOf } from './exit-code.ts';
import { explain } from './explain.ts';
import type { ExitCode } from './run.ts';
import { withReport, type RunRecord } from './report-file.ts';
import type { IdentifiedPlan, RunView } from './run-view.ts';
import { readPlanFile, writePlanFile } from './plan-file.ts';
import type { Shell } from './shell.ts';
import { textView } from './text-view.ts';

export interface CarryOutOptions extends CloudOptions {
  readonly autoApprove?: true;
  readonly events?: true;
  /** The folder of a run that outlives whoever watches it; see protocol/run.ts. */
  readonly detached?: string;
  readonly json?: true;
  readonly applyForCircuits?: true;
  readonly confirmCircuits?: true;
  readonly enableCircuits?: true;
  readonly deleteOrphans?: true;
  readonly allowImported?: true;
  readonly allowDelete?: true;
  readonly allowMany?: true;
  readonly allowOutage?: true;
  readonly approveBilling?: true;
  /** Addresses. */
  readonly unprotect?: readonly string[];
  /** Of plan: where to write it. */
  readonly output?: string;
  /** Of apply and destroy: the plan to carry out. */
  readonly plan?: string;
  /** Of apply and destroy: where to write what came of it. */
  readonly report?: string;
}

export type Purpose = 'plan' | 'apply' | 'destroy';

export async function carryOut(
  shell: Shell,
  purpose: Purpose,
  path: string,
  options: CarryOutOptions,
): Promise<ExitCode> {
  if (purpose === 'plan') return carryOutNow(shell, purpose, path, options, {});
  return withReport(shell, purpose, options.report, (record) =>
    carryOutNow(shell, purpose, path, options, record),
  );
}

async function carryOutNow(
  shell: Shell,
  purpose: Purpose,
  path: string,
  options: CarryOutOptions,
  record: RunRecord,
): Promise<ExitCode> {
  const view = viewFor(shell, options);
  try {
    const design = await loadDesign(shell, path);
    if (purpose !== 'destroy') refuseErrors(shell, design);
    if (options.handover === true) await view.handed?.arrived;
    const session = await openCloud(shell, options, design, view.handed);
    for (const note of session.notes) view.note(note);
    const errand = await errandOf(purpose, design, options);
    const work: Work = { shell, view, session, errand, options, record };
    return purpose === 'plan' ? await plan(work) : await apply(work);
  } catch (error) {
    if (view.signal.aborted && isAbort(error)) {
      view.note('Stopped before anything was changed.');
      return 130;
    }
    view.failure(explain(error));
    throw error;
  } finally {
    view.close();
  }
}

function viewFor(shell: Shell, { events, detached, json }: CarryOutOptions): RunView {
  if (events === true) return eventView(shell, detached);
  const view = textView(shell);
  if (json !== true) return view;
  const printJson = (made: IdentifiedPlan) => {
    const shown = { target: made.target, identity: made.identity, ...planJson(made) };
    shell.out.write(`${JSON.stringify(shown, null, 2)}\n`);
  };
  return { ...view, plan: printJson };
}

interface Work {
  readonly shell: Shell;
  readonly view: RunView;
  readonly session: CloudSession;
  readonly errand: Errand;
  readonly options: CarryOutOptions;
  /** For the report: what was planned, and what came of it. */
  readonly record: RunRecord;
}

async function errandOf(
  purpose: Purpose,
  { topology, stack }: LoadedDesign,
  options: CarryOutOptions,
): Promise<Errand> {
  const { destroyErrand, errandFor } = await import('../cloud/plan/make-plan.ts');
  const {
    applyForCircuits = false,
    confirmCircuits = false,
    enableCircuits = false,
    deleteOrphans = false,
  } = options;
  const asked = { applyForCircuits, confirmCircuits, enableCircuits, deleteOrphans };
  return purpose === 'destroy' ? destroyErrand(topology, stack, asked) : errandFor(topology, stack, asked);
}

async function plan({ shell, view, session, errand, options }: Work): Promise<ExitCode> {
  const { lookAndPlan } = await import('../cloud/plan/make-plan.ts');
  const made = await lookAndPlan(session.context, errand, view.signal);
  view.plan(shown(session, made));
  if (made.problems.length > 0) return 1;
  if (options.output !== undefined) await writePlanFile(shell, made, options.output);
  return 0;
}

async function apply(work: Work): Promise<ExitCode> {
  const { view, session, options } = work;
  const saved = options.plan === undefined ? undefined : await readPlanFile(work.shell, options.plan);
  if (saved !== undefined) work.record.plan = saved;
  const { plan: made, report, isRefused } = await applied(work, saved);
  work.record.plan = made;
  if (report !== undefined) work.record.report = report;
  if (report !== undefined) {
    view.end(report);
    return exitCodeOf(report);
  }
  if (isRefused) view.note('Nothing was changed.');
  else view.plan(shown(session, made));
  if (isRefused && view.signal.aborted) return 130;
  return isRefused || made.problems.length > 0 ? 1 : 0;
}

async function applied(work: Work, saved: Plan | undefined): Promise<Applied> {
  const { view, session, errand, options } = work;
  const { applyDesign, applyPlan } = await import('../cloud/apply/apply.ts');
  const { unallowed } = await import('../cloud/plan/guards.ts');
  const allowed = allowedBy(options);
  const common = { signal: view.signal, onProgress: view.progress, ...allowed };
  if (saved !== undefined) {
    const { refuseOtherDesign } = await import('../cloud/plan/make-plan.ts');
    await refuseOtherDesign(session.context, saved, errand);
    // Whoever saved and passed on a plan has approved it.
    const report: ApplyReport = await applyPlan(session.context, saved, common);
    return { plan: saved, report, isRefused: false };
  }
  return applyDesign(session.context, errand, {
    ...common,
    show: (made) => {
      work.record.plan = made;
      view.plan(shown(session, made));
    },
    approve: async (made) =>
      options.autoApprove === true
        ? 'yes'
        : view.approve(shown(session, made), unallowed(made.guards, allowed)),
  });
}

function allowedBy(options: CarryOutOptions): Allowed {
  const codes: readonly (readonly [GuardCode, true | undefined])[] = [
    ['imported', options.allowImported],
    ['precious', options.allowDelete],
    ['many', options.allowMany],
    ['outage', options.allowOutage],
    ['billing', options.approveBilling],
  ];
  return {
    allow: new Set(codes.filter(([, isAllowed]) => isAllowed === true).map(([code]) => code)),
    unprotect: new Set(options.unprotect),
  };
}

function shown({ identity }: CloudSession, made: Plan): IdentifiedPlan {
  return { ...made, identity };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
