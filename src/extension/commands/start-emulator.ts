import * as vscode from 'vscode';
import { mayAct } from '../guarded.ts';
import { showFailure } from '../messages.ts';
import type { AppCommand } from '../parts.ts';

/** Starts the window's own emulator; gives its address. */
export const startEmulatorCommand: AppCommand = {
  id: 'hcnet.startEmulator',
  run: async ({ emulator, log }) => {
    if (!(await mayAct('start the emulator'))) return undefined;
    try {
      const url = await emulator.start();
      void vscode.window.setStatusBarMessage(`hcnet: the emulator listens on ${url}`, 5_000);
      return url;
    } catch (error) {
      showFailure(log, error);
      return undefined;
    }
  },
};
