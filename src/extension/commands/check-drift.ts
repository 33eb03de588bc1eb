import * as vscode from 'vscode';
import { chosenDesign, saveDesigns } from '../designs.ts';
import { mayAct } from '../guarded.ts';
import { showFailure } from '../messages.ts';
import { driftOverlay } from '../overlays.ts';
import type { AppCommand } from '../parts.ts';
import { checkDrift } from '../state/drift.ts';
import { countDrifted } from '../state/tree.ts';

/** Finds out what others changed; marks it in the view of the state and on the diagram. Gives the report. */
export const checkDriftCommand: AppCommand = {
  id: 'hcnet.checkDrift',
  run: async (parts, given) => {
    if (!(await mayAct('check drift'))) return undefined;
    const document = await chosenDesign(given ?? parts.state.design(), parts.inView);
    if (document === undefined || !(await saveDesigns(document, parts.log))) return undefined;
    try {
      const report = await checkDrift(parts, document.uri);
      if (report === undefined) return undefined;
      await parts.state.showDrift(document.uri, report);
      const uri = document.uri.toString();
      if (report.drift.length === 0) parts.board.clear(uri);
      else parts.board.put({ uri, overlay: driftOverlay(report), design: undefined });
      const count = countDrifted(report.drift);
      const text = `${count === 0 ? 'nothing' : count} of ${report.checked} drifted`;
      void vscode.window.setStatusBarMessage(`hcnet: ${text}`, 10_000);
      return report;
    } catch (error) {
      showFailure(parts.log, error);
      return undefined;
    }
  },
};
