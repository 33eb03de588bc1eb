import path from 'node:path';
import * as vscode from 'vscode';

const DEADLINE_MS = 20_000;
const PAUSE_MS = 25;

/**
 * Asks again and again until the answer is one, and gives it. After the deadline it fails with what was waited for.
 * @param what completes "waited in vain for ..."
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Opens a file of the workspace, which is a copy of samples/, in the editor. */
export async function openSample(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(samplePath(name)));
}

export function samplePath(name: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the tests need a workspace');
  return path.join(folder.uri.fsPath, name);
}

/** Waits until the findings of a document satisfy a condition, and gives them in the order of the text. */
export async function diagnosticsOf(
  uri: vscode.Uri,
  satisfied: (findings: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(`findings in ${uri.fsPath}`, () => {
    const findings = vscode.languages.getDiagnostics(uri);
    if (!satisfied(findings)) return undefined;
    return findings.toSorted((a, b) => a.range.start.compareTo(b.range.start));
  });
}

/** One line per finding: line and column from 1, id, severity. */
export function describeDiagnostic({ range, code, severity }: vscode.Diagnostic): string {
  const id = typeof code === 'object' ? code.value : code;
  return `${range.start.line + 1}:${range.start.character + 1} ${id ?? '-'} ${vscode.DiagnosticSeverity[severity]}`;
}
