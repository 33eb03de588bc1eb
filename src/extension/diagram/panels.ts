/** All diagrams of the window: at most one for each design file. */
import * as vscode from 'vscode';
import { isDesign } from '../designs.ts';
import { DiagramPanel, VIEW_TYPE } from './panel.ts';
import type { PanelOptions } from './panel.ts';
import { freeColumn } from './reveal.ts';

export interface DiagramPanels {
  /** Shows the diagram of a file beside its text; brings it to the front when it is there already. */
  readonly open: (uri: vscode.Uri) => void;
  /** The file whose diagram is in front, else one whose diagram can be seen. */
  readonly shown: () => vscode.Uri | undefined;
  /** Where that diagram is. */
  readonly column: () => vscode.ViewColumn | undefined;
  /** Where to show a text so that it covers no diagram. */
  readonly freeColumn: () => vscode.ViewColumn;
  readonly onDidChange: vscode.Event<void>;
  /** These files, or what they import, have been built anew. */
  readonly refresh: (uris: readonly string[]) => void;
  readonly dispose: () => void;
}

export function diagramPanels(shared: Omit<PanelOptions, 'uri' | 'panel'>): DiagramPanels {
  const panels = new Set<DiagramPanel>();
  const changed = new vscode.EventEmitter<void>();
  const adopt = (panel: vscode.WebviewPanel, uri: vscode.Uri) => {
    const diagram = new DiagramPanel({ ...shared, uri, panel });
    panels.add(diagram);
    panel.onDidDispose(() => {
      panels.delete(diagram);
      changed.fire();
    });
    panel.onDidChangeViewState(() => {
      changed.fire();
    });
    changed.fire();
  };
  const find = (test: (diagram: DiagramPanel) => boolean) => [...panels].find(test);
  const inFront = () => find(({ panel }) => panel.active) ?? find(({ panel }) => panel.visible);
  shared.board.onMessage((uri, message) => {
    for (const diagram of panels) diagram.tell(uri, message);
  });
  const listening = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const uri = uriIn(state);
        // A page that never got as far as to remember its design has nothing to show.
        if (uri === undefined) panel.dispose();
        else adopt(panel, uri);
        return Promise.resolve();
      },
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (!isDesign(textEditor.document)) return;
      for (const diagram of panels) diagram.follow(textEditor);
    }),
  );
  return {
    open: (uri) => {
      const open = find((diagram) => diagram.uri.toString() === uri.toString());
      if (open === undefined) adopt(createPanel(), uri);
      else open.panel.reveal(undefined, true);
    },
    shown: () => inFront()?.uri,
    column: () => inFront()?.panel.viewColumn,
    freeColumn: () => freeColumn(inFront()?.panel.viewColumn),
    onDidChange: changed.event,
    refresh: (uris) => {
      for (const diagram of panels) if (uris.some((uri) => diagram.holds(uri))) diagram.refresh();
    },
    dispose: () => {
      listening.dispose();
      for (const { panel } of panels) panel.dispose();
    },
  };
}

function createPanel(): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(VIEW_TYPE, 'Topology', place);
}

function uriIn(state: unknown): vscode.Uri | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state)) return undefined;
  return typeof state.uri === 'string' ? vscode.Uri.parse(state.uri) : undefined;
}
