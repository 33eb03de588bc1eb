import * as vscode from 'vscode';
import { withLocalTimes } from './local-times.ts';
import type { Here } from './local-times.ts';
import { NOT_SIGNED_IN } from '../protocol/run.ts';

/** Tells a failure once: its first line as a message, all of it in the log. */
export function showFailure(log: vscode.LogOutputChannel, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  log.error(text);
  const line = withLocalTimes(text.replaceAll(/\s*\n\s*/g, ' '), here());
  if (text.includes(NOT_SIGNED_IN)) void offerToSignIn(line);
  else void offerLog(log, vscode.window.showErrorMessage(`hcnet: ${line}`, SHOW_LOG));
}

/** Of whoever reads a message. */
export function here(): Here {
  return { now: Date.now(), locale: vscode.env.language };
}

async function offerToSignIn(text: string): Promise<void> {
  const [signIn, choose] = ['Sign In...', 'Select Target...'];
  const choice = await vscode.window.showErrorMessage(`hcnet: ${text}.`, signIn, choose);
  if (choice === signIn) await vscode.commands.executeCommand('hcnet.signIn');
  if (choice === choose) await vscode.commands.executeCommand('hcnet.selectTarget');
}

/** Waits for nobody: a message may stay for as long as it likes. */
export async function offerLog(
  log: vscode.LogOutputChannel,
  shown: Thenable<string | undefined>,
): Promise<void> {
  if ((await shown) === SHOW_LOG) log.show();
}

export const SHOW_LOG = 'Show Log';
