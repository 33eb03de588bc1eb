/** Asks the cloud what others changed. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { DriftReport } from '../../cloud/plan/drift.ts';
import type { Parts } from '../parts.ts';
import { resolveTarget } from '../target.ts';

/** `undefined` when somebody stopped it. Rejects when it cannot be found out. */
export async function checkDrift(parts: Parts, design: vscode.Uri): Promise<DriftReport | undefined> {
  const target = await resolveTarget(parts.emulator);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'hcnet: checking drift', cancellable: true },
    async (_progress, cancelled) => {
      const run = parts.tool.run(['drift', design.fsPath, '--json', '--handover', ...target.args], {
        cwd: path.dirname(design.fsPath),
        env: target.env,
      });
      cancelled.onCancellationRequested(run.end);
      run.answer({ type: 'secrets', handover: await parts.vault.handover(target.kind) });
      const { output, result } = await run.ended;
      if (cancelled.isCancellationRequested) return undefined;
      // With 1 it ends when something drifted, and when it fails.
      if (!result.startsWith('{')) throw new Error(output.replace(/^error: /, ''));
      return JSON.parse(result) as DriftReport;
    },
  );
}
