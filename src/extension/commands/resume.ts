import * as vscode from 'vscode';
import { mayAct } from '../guarded.ts';
import type { AppCommand } from '../parts.ts';
import { offerRuns } from '../runs/offer.ts';

/** Shows a run of the workspace that goes on without a window, or takes up one that was cut off. */
export const resumeCommand: AppCommand = {
  id: 'hcnet.resume',
  run: async (parts) => {
    if (!(await mayAct('resume runs'))) return;
    const count = await offerRuns(parts);
    if (count === 0) {
      void vscode.window.showInformationMessage(
        'hcnet: No run goes on without a window, and none was cut off.',
      );
    }
  },
};
