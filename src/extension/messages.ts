import * as vscode from 'vscode';

/** Tells a failure once: its first line as a message, all of it in the log. */
export function showFailure(log: vscode.LogOutputChannel, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  log.error(text);
  void offerLog(log, vscode.window.showErrorMessage(`hcnet: ${text.replaceAll(/\s*\n\s*/g, ' ')}`, SHOW_LOG));
}

/** Waits for nobody: a message may stay for as long as it likes. */
export async function offerLog(
  log: vscode.LogOutputChannel,
  shown: Thenable<string | undefined>,
): Promise<void> {
  if ((await shown) === SHOW_LOG) log.show();
}

export const SHOW_LOG = 'Show Log';
