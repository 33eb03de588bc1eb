import * as vscode from 'vscode';
import type { AppCommand } from '../parts.ts';
import { consoleLink } from '../state/console-link.ts';
import type { StateNode } from '../state/tree.ts';
import { givenEndpoint } from '../target.ts';

/** Of a row of the view "State": the console of Alibaba Cloud, or the pages of the emulator. Gives the address. */
export const openInConsoleCommand: AppCommand = {
  id: 'hcnet.openInConsole',
  run: async ({ state, emulator }, given) => {
    const resource = (given as StateNode | undefined)?.resource;
    if (resource === undefined) return undefined;
    const isEmulator = state.known()?.kind === 'emulator';
    const link = isEmulator ? (givenEndpoint() ?? (await emulator.start())) : consoleLink(resource);
    await vscode.env.openExternal(vscode.Uri.parse(link));
    return link;
  },
};
