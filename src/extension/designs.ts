/** Which design a command is about. */
import * as vscode from 'vscode';

export const LANGUAGE = 'hcnet';

/** What tells which design is in front of the user. */
export interface DesignsInView {
  /** The file whose topology is in front, else one whose topology is open. */
  readonly shown: () => vscode.Uri | undefined;
  /** The file whose plan a document is. */
  readonly plannedIn: (document: vscode.TextDocument) => vscode.Uri | undefined;
  /** What is shown, or what there are plans of, has changed. */
  readonly onDidChange: vscode.Event<void>;
}

/** The file that a menu names, else the one in view. */
export async function chosenDesign(
  given: unknown,
  inView: DesignsInView,
): Promise<vscode.TextDocument | undefined> {
  const uri = given instanceof vscode.Uri ? given : designInView(inView);
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
    // `save` also answers false when there is nothing to save any more, because VS Code has just done so by itself.
    if (!(await each.save()) && isUnsaved(each)) return false;
    log.info(`Saved ${each.uri.fsPath}, so that what is carried out is what is on the screen`);
  }
  return true;
}

/** Asked anew: saving has changed it since. */
function isUnsaved(document: vscode.TextDocument): boolean {
  return document.isDirty;
}

/** Lets menus know whether there is a design to act on. */
export function trackDesigns(inView: DesignsInView): vscode.Disposable {
  const tell = () => {
    void vscode.commands.executeCommand('setContext', 'hcnet.designOpen', designInView(inView) !== undefined);
  };
  tell();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(tell),
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.window.tabGroups.onDidChangeTabs(tell),
    vscode.workspace.onDidOpenTextDocument(tell),
    inView.onDidChange(tell),
  );
}

/**
 * The design that is edited or whose plan is read, else one whose topology, text or plan can be seen, else one that is
 * open behind other tabs.
 */
export function designInView(inView: DesignsInView): vscode.Uri | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const own = (editor: vscode.TextEditor) => designOf(editor.document, inView);
  const active = activeTextEditor === undefined ? undefined : own(activeTextEditor);
  return active ?? inView.shown() ?? visibleTextEditors.map(own).find(isThere) ?? openInTabs().find(isThere);
}

function designOf(document: vscode.TextDocument, { plannedIn }: DesignsInView): vscode.Uri | undefined {
  return isDesign(document) ? document.uri : plannedIn(document);
}

function isThere(uri: vscode.Uri | undefined): boolean {
  return uri !== undefined;
}

/** What a tab holds need not have been loaded, so only its name tells what it is. */
function openInTabs(): readonly vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return uris.filter(({ path }) => path.endsWith(`.${LANGUAGE}`));
}
