/** One run of plan, apply or destroy, as VS Code shows it: progress with cancel, the plan, a question, the outcome. */
import * as vscode from 'vscode';
import { chosenDesign, saveDesigns } from './designs.ts';
import { mayAct } from './guarded.ts';
import { showFailure } from './messages.ts';
import { tellOutcome } from './outcome.ts';
import type { Parts } from './parts.ts';
import { beginRun } from './runs/begin.ts';
import type { Subcommand } from './runs/begin.ts';
import { attach } from './runs/detached.ts';
import type { RunRecord } from './runs/record.ts';
import { enterSecrets } from './secret-input.ts';
import type { ToolRun } from './tool.ts';
import { MissingSecrets, RunCutOff, watchRun } from './watch-run.ts';
import type { CloudRunResult } from './watch-run.ts';

/** `undefined` when the run was not begun, or failed, which has been told. */
export async function runOnCloud(
  parts: Parts,
  subcommand: Subcommand,
  given: unknown,
): Promise<CloudRunResult | undefined> {
  if (!(await mayAct(subcommand))) return undefined;
  const document = await chosenDesign(given, parts.inView);
  if (document === undefined || !(await saveDesigns(document, parts.log))) return undefined;
  return attempt(parts, subcommand, document.uri);
}

/** The same for what changes something: tells what came of it, too. */
export async function changeCloud(
  parts: Parts,
  subcommand: 'apply' | 'destroy',
  given: unknown,
): Promise<CloudRunResult | undefined> {
  const result = await runOnCloud(parts, subcommand, given);
  if (result !== undefined) tellOutcome(parts, result);
  return result;
}

/** Watches a run that another window has begun. */
export async function watchAgain(parts: Parts, record: RunRecord): Promise<void> {
  const uri = vscode.Uri.parse(record.uri);
  parts.records.claim(record.folder);
  try {
    const result = await watched(parts, record.subcommand, uri, () => Promise.resolve(attach(record)));
    if (result !== undefined) tellOutcome(parts, result);
  } catch (error) {
    await tellFailure(parts, record.subcommand, uri, error);
  } finally {
    await parts.records.remove(record.folder);
  }
}

export interface CutOffRun {
  readonly subcommand: 'apply' | 'destroy';
  readonly uri: vscode.Uri;
  readonly message: string;
}

/** Takes up a run that was cut off, when somebody wants that: plans again, and asks. */
export async function offerToResume(parts: Parts, { subcommand, uri, message }: CutOffRun): Promise<void> {
  parts.log.warn(message);
  const resume = 'Resume';
  const choice = await vscode.window.showWarningMessage(`hcnet: ${message}`, resume);
  if (choice === resume) await changeCloud(parts, subcommand, uri);
}

async function attempt(
  parts: Parts,
  subcommand: Subcommand,
  uri: vscode.Uri,
): Promise<CloudRunResult | undefined> {
  try {
    return await watched(parts, subcommand, uri, () => beginRun(parts, subcommand, uri));
  } catch (error) {
    const isMended = error instanceof MissingSecrets && (await enterSecrets(parts.vault, error.names));
    if (isMended) return attempt(parts, subcommand, uri);
    await tellFailure(parts, subcommand, uri, error);
    return undefined;
  }
}

async function tellFailure(
  parts: Parts,
  subcommand: Subcommand,
  uri: vscode.Uri,
  error: unknown,
): Promise<void> {
  if (error instanceof RunCutOff && subcommand !== 'plan')
    await offerToResume(parts, { subcommand, uri, message: error.message });
  else showFailure(parts.log, error);
}

const titles: Readonly<Record<Subcommand, string>> = {
  plan: 'Planning',
  apply: 'Applying',
  destroy: 'Destroying',
};

async function watched(
  parts: Parts,
  subcommand: Subcommand,
  uri: vscode.Uri,
  open: () => Promise<ToolRun & { readonly forget?: () => Promise<void> }>,
): Promise<CloudRunResult | undefined> {
  const busy = parts.statusBar.busy(subcommand);
  const title = `hcnet: ${titles[subcommand]}`;
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, cancelled) => {
        const design = await designOf(parts, uri);
        const run = await open();
        cancelled.onCancellationRequested(() => {
          progress.report({ message: 'stopping; what is on its way is finished and saved' });
          run.answer({ type: 'cancel' });
        });
        try {
          return await watchRun(parts, run, { uri, design, verb: subcommand, progress, busy, cancelled });
        } finally {
          await run.forget?.();
          void parts.state.show(uri);
        }
      },
    );
  } finally {
    busy.end();
  }
}

/** What the text says before the run reads it. Without a language server, nothing can be drawn over a diagram. */
async function designOf({ language }: Parts, uri: vscode.Uri): Promise<string | undefined> {
  const answer = await language.diagram(uri.toString()).catch(() => undefined);
  return answer?.design;
}
