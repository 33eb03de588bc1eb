/** The VS Code side: starts the language server and offers the commands of package.json. */
import * as vscode from 'vscode';
import { appCommands } from './commands/all.ts';
import { createBoard } from './diagram/board.ts';
import { diagramPanels } from './diagram/panels.ts';
import { trackDesigns } from './designs.ts';
import type { DesignsInView } from './designs.ts';
import { createEmulator } from './emulator.ts';
import { startLanguage } from './language-client.ts';
import type { Language } from './language-client.ts';
import { showFailure } from './messages.ts';
import type { Parts } from './parts.ts';
import { planDocuments } from './plan-documents.ts';
import { offerRuns } from './runs/offer.ts';
import { runRecords } from './runs/record.ts';
import { createStateView } from './state/view.ts';
import { createStatusBar } from './status-bar.ts';
import { openTool } from './tool.ts';
import { openVault } from './vault.ts';

let running: { readonly language: Language; readonly parts: Parts } | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const log = vscode.window.createOutputChannel('hcnet', { log: true });
  const serverLog = vscode.window.createOutputChannel('hcnet Language Server', { log: true });
  const language = startLanguage(vscode.Uri.joinPath(dist, 'server.cjs').fsPath, serverLog);
  const tool = openTool(vscode.Uri.joinPath(dist, 'cli.js').fsPath, log);
  const emulator = createEmulator({ tool, log, folder: storageFolder(context, 'emulator') });
  const board = createBoard();
  const panels = diagramPanels({ source: language, board, dist, log });
  const plans = planDocuments();
  const inView: DesignsInView = {
    shown: panels.shown,
    plannedIn: plans.plannedIn,
    onDidChange: panels.onDidChange,
  };
  const records = runRecords(storageFolder(context, 'runs').fsPath);
  const statusBar = createStatusBar(emulator);
  const vault = openVault(context.secrets);
  const needs = { log, tool, emulator, language, panels, board, plans, inView, records, statusBar, vault };
  const state = createStateView(needs);
  const parts: Parts = { ...needs, state };
  language.onBuilt(panels.refresh);
  emulator.onDidChange(() => {
    void vscode.commands.executeCommand('setContext', 'hcnet.emulatorRunning', emulator.url() !== undefined);
  });
  context.subscriptions.push(
    log,
    serverLog,
    panels,
    plans,
    statusBar,
    state,
    trackDesigns(inView),
    lookForRuns(parts),
    ...register(parts),
  );
  running = { language, parts };
}

export async function deactivate(): Promise<void> {
  await Promise.all([running?.language.stop(), running?.parts.emulator.stop()]);
}

function register(parts: Parts): vscode.Disposable[] {
  return appCommands.map(({ id, run }) =>
    vscode.commands.registerCommand(id, async (given: unknown) => {
      try {
        return await run(parts, given);
      } catch (error) {
        parts.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        showFailure(parts.log, error);
        return undefined;
      }
    }),
  );
}

/** Of the workspace; without one, of all windows that have none. */
function storageFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext, name: string): vscode.Uri {
  return vscode.Uri.joinPath(storageUri ?? globalStorageUri, name);
}

/** Runs that an earlier window has left: nothing is looked at in a workspace that is not trusted. */
function lookForRuns(parts: Parts): vscode.Disposable {
  const look = () => {
    offerRuns(parts).catch((error: unknown) => {
      parts.log.error(String(error));
    });
  };
  if (vscode.workspace.isTrusted) look();
  return vscode.workspace.onDidGrantWorkspaceTrust(look);
}
