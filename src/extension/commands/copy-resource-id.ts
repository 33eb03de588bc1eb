import * as vscode from 'vscode';
import type { AppCommand } from '../parts.ts';
import type { StateNode } from '../state/tree.ts';

/** Of a row of the view "State". Gives the id. */
export const copyResourceIdCommand: AppCommand = {
  id: 'hcnet.copyResourceId',
  run: async (_, given) => {
    const id = (given as StateNode | undefined)?.resource?.id;
    if (id === undefined) return undefined;
    await vscode.env.clipboard.writeText(id);
    void vscode.window.setStatusBarMessage(`hcnet: ${id} is copied`, 5_000);
    return id;
  },
};
