/** What the commands work with. Built once, in main.ts. */
import type * as vscode from 'vscode';
import type { Board } from './diagram/board.ts';
import type { DiagramPanels } from './diagram/panels.ts';
import type { DesignsInView } from './designs.ts';
import type { Emulator } from './emulator.ts';
import type { Language } from './language-client.ts';
import type { RunRecords } from './runs/record.ts';
import type { PlanDocuments } from './plan-documents.ts';
import type { StateView } from './state/view.ts';
import type { StatusBar } from './status-bar.ts';
import type { Tool } from './tool.ts';
import type { Vault } from './vault.ts';

export interface Parts {
  readonly log: vscode.LogOutputChannel;
  readonly tool: Tool;
  readonly emulator: Emulator;
  readonly language: Language;
  readonly panels: DiagramPanels;
  readonly board: Board;
  readonly plans: PlanDocuments;
  readonly inView: DesignsInView;
  /** Of runs whose end no window has seen. */
  readonly records: RunRecords;
  readonly statusBar: StatusBar;
  readonly state: StateView;
  readonly vault: Vault;
}

/** A command of package.json: its id and what it does. */
export interface AppCommand {
  readonly id: string;
  /** Gets what VS Code hands over: the URI of a file when it was called from a menu. */
  readonly run: (parts: Parts, given: unknown) => Promise<unknown>;
}
