/** The question before anything is changed: what, how much of it, and where. */
import * as vscode from 'vscode';
import { changesText } from '../export/changes-text.ts';
import type { ShownPlan } from '../protocol/run.ts';

export async function confirm(plan: ShownPlan): Promise<boolean> {
  const verb = plan.purpose === 'destroy' ? 'Destroy' : 'Apply';
  const choice = await vscode.window.showWarningMessage(
    `${verb} '${plan.stack}' on ${plan.target}?`,
    { modal: true, detail: detail(plan) },
    verb,
  );
  return choice === verb;
}

const MOST_NAMES = 8;

function detail(plan: ShownPlan): string {
  return [
    `Account: ${plan.account ?? 'unknown'}`,
    `Signed in as: ${plan.identity.arn}, by ${plan.identity.credentials}`,
    `Target: ${plan.target}`,
    `Changes: ${changesText(plan.changes)}`,
    ...destructive(plan),
    ...careful(plan),
    'The plan behind this question shows every step.',
  ].join('\n');
}

function destructive({ steps }: ShownPlan): readonly string[] {
  const lost = steps.filter(({ action }) => action === 'delete' || action === 'replace');
  if (lost.length === 0) return [];
  const names = lost.slice(0, MOST_NAMES).map(({ action, address }) => `${action} ${address}`);
  const more = lost.length > MOST_NAMES ? [`and ${lost.length - MOST_NAMES} more`] : [];
  return ['', 'Destructive:', ...names, ...more, ''];
}

/** A yes to the question lets them pass, so they stand in it. */
function careful({ guards }: ShownPlan): readonly string[] {
  return guards.length === 0 ? [] : ['', ...guards.map(({ message }) => `Careful: ${message}`), ''];
}
