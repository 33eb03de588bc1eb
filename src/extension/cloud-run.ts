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
import { atWork, planning, stopping } from './run-words.ts';
import type { RunWords } from './run-words.ts';
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
    const { subcommand } = record;
    const watch = { subcommand, uri, begins: atWork(subcommand) };
    const result = await watched(parts, watch, () => Promise.resolve(attach(record)));
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
    const watch = { subcommand, uri, begins: planning };
    return await watched(parts, watch, () => beginRun(parts, subcommand, uri));
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

interface Watch {
  readonly subcommand: Subcommand;
  /** The file of the design. */
  readonly uri: vscode.Uri;
  /** What it does when watching begins. */
  readonly begins: RunWords;
}

async function watched(
  parts: Parts,
  { subcommand, uri, begins }: Watch,
  open: () => Promise<ToolRun & { readonly forget?: () => Promise<void> }>,
): Promise<CloudRunResult | undefined> {
  const busy = parts.statusBar.busy(begins.statusBar);
  try {
    return await vscode.window.withProgress(
      // What it does changes, and a title does not.
      { location: vscode.ProgressLocation.Notification, title: 'hcnet', cancellable: true },
      async (progress, cancelled) => {
        progress.report({ message: begins.notification });
        const design = await designOf(parts, uri);
        const run = await open();
        cancelled.onCancellationRequested(() => {
          progress.report({ message: stopping });
          run.answer({ type: 'cancel' });
        });
        try {
          return await watchRun(parts, run, { uri, design, subcommand, progress, busy, cancelled });
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
