/** Plans as documents that can be read, searched and compared, and not be edited. */
import * as vscode from 'vscode';
import { planText } from '../export/plan-text.ts';
import type { ShownPlan } from '../protocol/run.ts';

const SCHEME = 'hcnet-plan';

export interface PlanDocuments {
  /** Shows a plan; a newer one of the same design takes the place of the older. */
  readonly show: (plan: ShownPlan) => Promise<void>;
  readonly dispose: () => void;
}

export function planDocuments(): PlanDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This plan is gone; run the command again.\n',
  });
  return {
    show: async (plan) => {
      const uri = vscode.Uri.from({
        scheme: SCHEME,
        path: `/${plan.purpose === 'destroy' ? 'Destroy' : 'Plan'} ${plan.stack}`,
      });
      texts.set(uri.path, planText(plan, { fileName }));
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

function fileName(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
