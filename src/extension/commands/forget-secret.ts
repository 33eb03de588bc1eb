import * as vscode from 'vscode';
import type { AppCommand } from '../parts.ts';

/** Takes values of secrets out of the secret storage. Gives their names. */
export const forgetSecretCommand: AppCommand = {
  id: 'hcnet.forgetSecret',
  run: async ({ vault }) => {
    const kept = await vault.secretNames();
    if (kept.length === 0) {
      void vscode.window.showInformationMessage('hcnet: No values of secrets are kept.');
      return [];
    }
    const names = await vscode.window.showQuickPick([...kept], {
      title: 'The secrets whose values to forget',
      canPickMany: true,
    });
    if (names === undefined || names.length === 0) return [];
    await vault.forgetSecrets(names);
    void vscode.window.showInformationMessage(`hcnet: Forgotten: ${names.join(', ')}.`);
    return names;
  },
};
