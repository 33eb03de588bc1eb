/** From the diagram to the text. */
import * as vscode from 'vscode';
import type { Place } from '../../protocol/server.ts';

export interface Revealed {
  readonly path: string;
  /** Whether the keyboard stays with the diagram. */
  readonly preserveFocus: boolean;
}

/** Shows where an element is declared, in an editor that does not cover the diagram. */
export async function reveal(
  places: readonly Place[],
  { path, preserveFocus }: Revealed,
  diagramColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const place = nearest(places, path);
  if (place === undefined) return;
  const { source } = place;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri));
  const start = new vscode.Position(source.startLine, source.startColumn);
  await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(document, diagramColumn),
    preserveFocus,
    // The start only: a selected block would be typed over by the next key.
    selection: new vscode.Range(start, start),
  });
}

/** The element itself, or the one around it that has a place of its own. */
function nearest(places: readonly Place[], path: string): Place | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const place = places.find((each) => each.path === at);
    if (place !== undefined) return place;
  }
  return undefined;
}

function columnFor(
  document: vscode.TextDocument,
  diagramColumn: vscode.ViewColumn | undefined,
): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors;
  const same = visible.find((editor) => editor.document === document && editor.viewColumn !== undefined);
  return same?.viewColumn ?? freeColumn(diagramColumn);
}

/** Where a text covers no diagram: the editor in front, else another one, else beside the diagram. */
export function freeColumn(diagramColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = [...(activeTextEditor === undefined ? [] : [activeTextEditor]), ...visibleTextEditors];
  const other = editors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== diagramColumn);
  const beside = diagramColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  return other?.viewColumn ?? beside;
}
