/** The one item in the status bar: where plan and apply would act, and what goes on there. */
import * as vscode from 'vscode';
import type { Emulator } from './emulator.ts';
import { givenEndpoint, targetKind } from './target.ts';

export interface StatusBar {
  /** Shows that something is on its way, until the returned function is called. */
  readonly busy: (what: string) => BusyItem;
  readonly dispose: () => void;
}

export interface BusyItem {
  readonly update: (what: string) => void;
  readonly end: () => void;
}

export function createStatusBar(emulator: Emulator): StatusBar {
  const item = vscode.window.createStatusBarItem('hcnet.target', vscode.StatusBarAlignment.Left, 10);
  item.name = 'hcnet: Target';
  item.command = 'hcnet.selectTarget';
  let doing: string | undefined;
  const refresh = () => {
    paint(item, emulator, doing);
  };
  refresh();
  item.show();
  const listening = vscode.Disposable.from(
    emulator.onDidChange(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hcnet')) refresh();
    }),
  );
  const tell = (what: string | undefined) => {
    doing = what;
    refresh();
  };
  return {
    busy: (what) => {
      tell(what);
      return {
        update: tell,
        end: () => {
          tell(undefined);
        },
      };
    },
    dispose: () => {
      listening.dispose();
      item.dispose();
    },
  };
}

function paint(item: vscode.StatusBarItem, emulator: Emulator, doing: string | undefined): void {
  const isCloud = targetKind() === 'cloud';
  const where = isCloud ? 'Alibaba Cloud' : 'Emulator';
  item.text = doing === undefined ? `$(cloud) ${where}` : `$(sync~spin) ${where}: ${doing}`;
  item.tooltip = `hcnet: plan and apply act on ${isCloud ? 'Alibaba Cloud itself' : emulatorState(emulator)}`;
  item.accessibilityInformation = { label: item.tooltip };
  // What is done there is real, and may be billed.
  item.backgroundColor = isCloud ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function emulatorState(emulator: Emulator): string {
  if (!vscode.workspace.isTrusted) return 'the emulator, once this workspace is trusted';
  const address = givenEndpoint() ?? emulator.url();
  return address === undefined
    ? 'the emulator, which starts when it is needed'
    : `the emulator at ${address}`;
}
