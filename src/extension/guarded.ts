/** What must be true before anything is planned or changed. */
import * as vscode from 'vscode';

/** The menus hide these commands in a workspace that is not trusted; other extensions could call them all the same. */
export async function mayAct(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const choice = await vscode.window.showWarningMessage(
    `hcnet does not ${what} in a workspace that is not trusted: its text and settings decide what is asked of the cloud.`,
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
