/** One design's diagram: keeps the page current, and connects it with the text in both directions. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { pageHtml } from '../../diagram/page.ts';
import { parseFromDiagram, pathAt } from '../../protocol/diagram.ts';
import type { FromDiagram, ToDiagram } from '../../protocol/diagram.ts';
import type { Overlay } from '../../diagram/overlay.ts';
import type { DiagramAnswer, Place } from '../../protocol/server.ts';
import type { Board } from './board.ts';
import { reveal } from './reveal.ts';

export const VIEW_TYPE = 'hcnet.topology';

export interface DiagramSource {
  /** Asks the language server. */
  readonly diagram: (uri: string) => Promise<DiagramAnswer>;
}

export interface PanelOptions {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly source: DiagramSource;
  /** What is drawn over it. */
  readonly board: Board;
  /** The folder with the page's script, style and worker. */
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export class DiagramPanel {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #source: DiagramSource;
  readonly #board: Board;
  readonly #log: vscode.LogOutputChannel;
  #places: readonly Place[] = [];
  #selected: string | null = null;
  /** What the page was told last to draw over the diagram. */
  #overlay: Overlay | undefined;
  /** A question is on its way to the server. */
  #isAsking = false;
  /** The design has been built anew since that question was asked. */
  #isStale = false;
  #isDisposed = false;

  constructor({ uri, panel, source, board, dist, log }: PanelOptions) {
    this.uri = uri;
    this.panel = panel;
    this.#source = source;
    this.#board = board;
    this.#log = log;
    panel.title = `Topology: ${path.posix.basename(uri.path)}`;
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.onDidDispose(() => {
      this.#isDisposed = true;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
    panel.webview.html = this.#html(dist);
  }

  /** The design has been built anew: draws it, at once or when the answer that is awaited is here. */
  refresh(): void {
    this.#isStale = true;
    if (!this.#isAsking) void this.#ask();
  }

  /** Selects what the caret stands in, when that is in this design. */
  follow(editor: vscode.TextEditor): void {
    const offset = editor.document.offsetAt(editor.selection.active);
    const uri = editor.document.uri.toString();
    if (!this.holds(uri)) return;
    const selected = pathAt(this.#places, uri, offset) ?? null;
    if (selected === this.#selected) return;
    this.#selected = selected;
    this.#post({ type: 'select', path: selected });
  }

  /** Something about what is drawn over a design, which may be this one. */
  tell(uri: string, message: ToDiagram): void {
    if (!this.holds(uri)) return;
    this.#overlay = this.#board.find((each) => this.holds(each))?.overlay;
    this.#post(message);
  }

  /** Whether the design has text in this file. */
  holds(uri: string): boolean {
    return uri === this.uri.toString() || this.#places.some(({ source }) => source.uri === uri);
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#isStale && !this.#isDisposed) {
      this.#isStale = false;
      try {
        this.#show(await this.#source.diagram(this.uri.toString()));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        this.#log.error(`The diagram of ${this.uri.fsPath} cannot be had: ${message}`);
        this.#post({ type: 'error', message });
      }
    }
    this.#isAsking = false;
  }

  #show({ version, graph, places, isPartial, design }: DiagramAnswer): void {
    this.#places = places;
    this.#post({ type: 'graph', uri: this.uri.toString(), version: version ?? 0, graph, isPartial });
    this.#showOverlay(isPartial ? undefined : design);
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined) this.follow(editor);
  }

  /** What was drawn over another text goes; a page that is new gets what is left. */
  #showOverlay(design: string | undefined): void {
    const drawn = this.#board.find((uri) => this.holds(uri));
    if (drawn === undefined) return;
    const isStale = design !== undefined && drawn.design !== undefined && drawn.design !== design;
    if (isStale) {
      this.#board.clear(drawn.uri);
    } else if (drawn.overlay !== this.#overlay) {
      this.#overlay = drawn.overlay;
      this.#post({ type: 'overlay', overlay: drawn.overlay });
    }
  }

  #clearOverlay(): void {
    const drawn = this.#board.find((uri) => this.holds(uri));
    if (drawn !== undefined) this.#board.clear(drawn.uri);
  }

  #receive(value: unknown): void {
    const message = parseFromDiagram(value);
    if (message === undefined) {
      this.#log.warn('The diagram sent a message that is none of ours; it is ignored');
      return;
    }
    this.#act(message);
  }

  #act(message: FromDiagram): void {
    switch (message.type) {
      case 'ready':
        // The page is new, and knows nothing of what an older one was told.
        this.#selected = null;
        this.#overlay = undefined;
        this.refresh();
        break;
      case 'clearOverlay':
        this.#clearOverlay();
        break;
      case 'reveal':
        void reveal(this.#places, message, this.panel.viewColumn);
        break;
      case 'failed':
        this.#log.error(`The diagram could not be drawn: ${message.message}`);
        break;
    }
  }

  #post(message: ToDiagram): void {
    if (!this.#isDisposed) void this.panel.webview.postMessage(message);
  }

  #html(dist: vscode.Uri): string {
    const { webview } = this.panel;
    const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    return pageHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      scriptUri: asset('webview.js'),
      styleUri: asset('webview.css'),
      workerUri: asset('layout-worker.js'),
      title: this.panel.title,
      locale: vscode.env.language,
    });
  }
}
