import * as vscode from 'vscode';
import type { AppCommand } from '../parts.ts';
import type { TargetKind } from '../target.ts';

/** Forgets the access keys that somebody signed in with. What is on its way goes on with them. */
export const signOutCommand: AppCommand = {
  id: 'hcnet.signOut',
  run: async ({ vault }) => {
    const names: string[] = [];
    for (const kind of kinds) {
      const signIn = await vault.signIn(kind);
      if (signIn === undefined) continue;
      await vault.forgetSignIn(kind);
      names.push(`account ${signIn.account} of ${kind === 'cloud' ? 'Alibaba Cloud' : 'the emulator'}`);
    }
    void vscode.window.showInformationMessage(
      names.length === 0 ? 'hcnet: Nobody is signed in.' : `hcnet: Signed out of ${names.join(' and ')}.`,
    );
  },
};

const kinds: readonly TargetKind[] = ['cloud', 'emulator'];
