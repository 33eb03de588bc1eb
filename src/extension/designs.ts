/** Which design a command is about. */
import * as vscode from 'vscode';

export const LANGUAGE = 'hcnet';

/** The file that a menu names, else the one that is edited, else the one whose topology is shown. */
export async function chosenDesign(
  given: unknown,
  shown: () => vscode.Uri | undefined,
): Promise<vscode.TextDocument | undefined> {
  const uri = given instanceof vscode.Uri ? given : (editedDesign() ?? shown());
  if (uri !== undefined) return vscode.workspace.openTextDocument(uri);
  await vscode.window.showInformationMessage(
    'Open a .hcnet file first: the command is about the design in the editor.',
  );
  return undefined;
}

export function isDesign(document: vscode.TextDocument): boolean {
  return document.languageId === LANGUAGE;
}

/** The tool reads from disk: saves what is open and changed. `false` when that is not possible. */
export async function saveDesigns(
  document: vscode.TextDocument,
  log: vscode.LogOutputChannel,
): Promise<boolean> {
  if (document.uri.scheme !== 'file') {
    await vscode.window.showWarningMessage(
      'Save the design to a file on this machine first: plan, apply and export read it from there.',
    );
    return false;
  }
  for (const each of vscode.workspace.textDocuments.filter((open) => open.isDirty && isDesign(open))) {
    if (each.uri.scheme !== 'file') continue;
    if (!(await each.save())) return false;
    log.info(`Saved ${each.uri.fsPath}, so that what is carried out is what is on the screen`);
  }
  return true;
}

function editedDesign(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isDesign(document) ? document.uri : undefined;
}
