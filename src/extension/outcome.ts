/** What came of an apply or destroy, in one message; the log has every step. */
import * as vscode from 'vscode';
import type { ShownPlan, ShownReport, ShownResult } from '../protocol/run.ts';
import type { CloudRunResult } from './watch-run.ts';
import type { Parts } from './parts.ts';
import { offerLog, SHOW_LOG } from './messages.ts';

export function tellOutcome({ log, plans }: Parts, { plan, report }: CloudRunResult): void {
  if (plan === undefined) return;
  if (report === undefined) {
    tellNothingDone(plan);
    return;
  }
  plans.finish(plan, report);
  for (const result of report.results) log.info(`${result.result}: ${describe(result)}`);
  const text = `hcnet: ${summary(plan, report)}`;
  const isFine = report.outcome === 'done' || report.outcome === 'waiting';
  const shown = isFine
    ? vscode.window.showInformationMessage(text, SHOW_LOG)
    : vscode.window.showErrorMessage(text, SHOW_LOG);
  void offerLog(log, shown);
}

function tellNothingDone(plan: ShownPlan): void {
  if (plan.problems.length > 0) {
    void vscode.window.showErrorMessage(`hcnet: ${plan.problems[0]?.message ?? ''}`);
  } else if (plan.steps.length === 0) {
    const state = plan.purpose === 'destroy' ? 'has nothing on' : 'is up to date on';
    void vscode.window.showInformationMessage(`hcnet: '${plan.stack}' ${state} ${plan.target}; no changes.`);
  }
  // Otherwise somebody has just said no, and knows it.
}

function summary(plan: ShownPlan, { outcome, results }: ShownReport): string {
  const done = results.filter(({ result }) => result === 'done').length;
  const sum = `${done} of ${results.length} steps done on ${plan.target}`;
  switch (outcome) {
    case 'done':
      return `${plan.purpose === 'destroy' ? 'Destroyed' : 'Applied'} '${plan.stack}': ${sum}.`;
    case 'waiting':
      return `'${plan.stack}': ${sum}; the rest waits for people. Apply again when they have done their part.`;
    case 'cancelled':
      return `Stopped: ${sum}. Run the command again to go on from here.`;
    case 'failed': {
      const first = results.find(({ result }) => result === 'failed');
      return `Not finished: ${sum}. ${first === undefined ? '' : describe(first)}`;
    }
  }
}

function describe({ action, address, message }: ShownResult): string {
  return `${action} ${address}${message === undefined ? '' : `: ${message}`}`;
}
