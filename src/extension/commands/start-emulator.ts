import * as vscode from 'vscode';
import { mayAct } from '../guarded.ts';
import { showFailure } from '../messages.ts';
import { endpointSetting, givenEndpoint } from '../target.ts';
import type { AppCommand } from '../parts.ts';

/** Starts the window's own emulator, where that would be used; gives its address. */
export const startEmulatorCommand: AppCommand = {
  id: 'hcnet.startEmulator',
  run: async ({ emulator, log }) => {
    if (!(await mayAct('start the emulator'))) return undefined;
    const given = givenEndpoint();
    if (given !== undefined) {
      void tellOfOther(given);
      return undefined;
    }
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

/** Plan and apply would go on asking the other one. Waits for nobody. */
async function tellOfOther(address: string): Promise<void> {
  const isSetting = endpointSetting() !== undefined;
  const source = isSetting ? 'the setting hcnet.endpoint' : 'HCNET_ENDPOINT of the environment';
  const open = 'Open Setting';
  const choice = await vscode.window.showInformationMessage(
    `hcnet: No emulator was started: ${source} names the one at ${address}, and a second one would not be used.`,
    open,
  );
  if (choice === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'hcnet.endpoint');
}
