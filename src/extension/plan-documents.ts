/** Plans as documents that can be read, searched and compared, and not be edited. */
import * as vscode from 'vscode';
import { planText } from '../export/plan-text.ts';
import { reportText } from '../export/report-text.ts';
import type { ShownPlan, ShownReport } from '../protocol/run.ts';

const SCHEME = 'hcnet-plan';
/** As in package.json. */
const LANGUAGE = 'hcnet-plan';

export interface PlanDocuments {
  /** Shows a plan of a design's file; a newer one of the same design takes the place of the older. */
  readonly show: (plan: ShownPlan, design: vscode.Uri, viewColumn: vscode.ViewColumn) => Promise<void>;
  /** Writes above a plan what came of it. */
  readonly finish: (plan: ShownPlan, report: ShownReport) => void;
  /** The file whose plan a document is. */
  readonly plannedIn: (document: vscode.TextDocument) => vscode.Uri | undefined;
  readonly dispose: () => void;
}

export function planDocuments(): PlanDocuments {
  const texts = new Map<string, string>();
  const designs = new Map<string, vscode.Uri>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This plan is gone; run the command again.\n',
  });
  const write = (uri: vscode.Uri, text: string) => {
    texts.set(uri.path, text);
    changed.fire(uri);
  };
  return {
    show: async (plan, design, viewColumn) => {
      const uri = uriOf(plan);
      designs.set(uri.path, design);
      write(uri, planText(plan, { fileName }));
      const document = await openAsPlan(uri);
      await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true, viewColumn });
    },
    finish: (plan, report) => {
      write(
        uriOf(plan),
        `${reportText({ ...report, purpose: plan.purpose }, { fileName })}\n${planText(plan, { fileName })}`,
      );
    },
    plannedIn: ({ uri }) => (uri.scheme === SCHEME ? designs.get(uri.path) : undefined),
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

/** A language of its own lets VS Code colour it, and leave out what a plan has no use for; see package.json. */
async function openAsPlan(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === LANGUAGE
    ? document
    : vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
}

function uriOf({ purpose, stack }: ShownPlan): vscode.Uri {
  const what = purpose === 'destroy' ? 'Destroy' : 'Plan';
  return vscode.Uri.from({ scheme: SCHEME, path: `/${what} ${stack}` });
}

function fileName(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
