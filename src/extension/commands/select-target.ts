import * as vscode from 'vscode';
import { mayAct } from '../guarded.ts';
import type { AppCommand } from '../parts.ts';
import { targetKind } from '../target.ts';
import type { TargetKind } from '../target.ts';

/** Chooses where plan and apply act, for this workspace. */
export const selectTargetCommand: AppCommand = {
  id: 'hcnet.selectTarget',
  run: async () => {
    if (!(await mayAct('choose a target'))) return;
    const choice = await vscode.window.showQuickPick(
      targets.map((item) => ({ ...item, description: item.target === targetKind() ? 'now' : '' })),
      { title: 'Where plan, apply and destroy act' },
    );
    if (choice === undefined) return;
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    const scope = hasFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('hcnet').update('target', choice.target, scope);
  },
};

interface TargetItem extends vscode.QuickPickItem {
  readonly target: TargetKind;
}

const targets: readonly TargetItem[] = [
  {
    target: 'emulator',
    label: '$(vm) Emulator',
    detail: 'A stand-in for Alibaba Cloud on this machine. Needs no account and costs nothing.',
  },
  {
    target: 'cloud',
    label: '$(cloud) Alibaba Cloud',
    detail: 'The real thing: changes take effect and may be billed.',
  },
];
