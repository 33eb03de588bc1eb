import * as vscode from 'vscode';
import { runOnCloud } from '../cloud-run.ts';
import type { AppCommand } from '../parts.ts';

/** Shows what would be changed; changes nothing. Gives the plan, for tests and for other extensions. */
export const planCommand: AppCommand = {
  id: 'hcnet.plan',
  run: async (parts, given) => {
    const result = await runOnCloud(parts, 'plan', given);
    if (result?.plan === undefined) return undefined;
    await parts.plans.show(result.plan, result.design, parts.panels.freeColumn());
    if (result.plan.problems.length > 0) {
      void vscode.window.showWarningMessage('hcnet: The plan cannot be carried out; it says why.');
    }
    return result.plan;
  },
};
