/** The question before anything is changed: what, how much of it, and where. */
import * as vscode from 'vscode';
import type { ShownPlan } from '../protocol/run.ts';
import { facts, headline, whatToType } from './question.ts';

export async function confirm(plan: ShownPlan): Promise<boolean> {
  if (plan.purpose === 'apply') return isChosen(plan, 'Apply');
  // The button with the focus is one Enter away, so it only leads to the name, as in a terminal.
  return (await isChosen(plan, 'Type the Name...')) && isNameTyped(plan);
}

async function isChosen(plan: ShownPlan, button: string): Promise<boolean> {
  const options = { modal: true, detail: facts(plan) };
  return (await vscode.window.showWarningMessage(`${headline(plan)}?`, options, button)) === button;
}

async function isNameTyped(plan: ShownPlan): Promise<boolean> {
  const { stack } = plan;
  const typed = await vscode.window.showInputBox({
    title: headline(plan),
    prompt: whatToType(stack, '') ?? '',
    placeHolder: stack,
    // Who looks up the plan behind it has not thought better of it.
    ignoreFocusOut: true,
    validateInput: (value) => whatToType(stack, value),
  });
  return typed !== undefined;
}
