/** One run of plan, apply or destroy, as VS Code shows it: progress with cancel, the plan, a question, the outcome. */
import path from 'node:path';
import * as vscode from 'vscode';
import { chosenDesign, saveDesigns } from './designs.ts';
import { mayAct } from './guarded.ts';
import { showFailure } from './messages.ts';
import type { Parts } from './parts.ts';
import { enterSecrets } from './secret-input.ts';
import { resolveTarget } from './target.ts';
import type { ToolRun } from './tool.ts';
import { MissingSecrets, watchRun } from './watch-run.ts';
import type { CloudRunResult } from './watch-run.ts';

export interface CloudRunKind {
  /** Of the tool; also the verb in messages. */
  readonly subcommand: 'plan' | 'apply' | 'destroy';
  /** Of the progress: `Planning`. */
  readonly title: string;
}

/** `undefined` when the run was not begun, or failed, which has been told. */
export async function runOnCloud(
  parts: Parts,
  kind: CloudRunKind,
  given: unknown,
): Promise<CloudRunResult | undefined> {
  if (!(await mayAct(kind.subcommand))) return undefined;
  const document = await chosenDesign(given, parts.panels);
  if (document === undefined || !(await saveDesigns(document, parts.log))) return undefined;
  return attempt(parts, kind, document.uri);
}

async function attempt(
  parts: Parts,
  kind: CloudRunKind,
  uri: vscode.Uri,
): Promise<CloudRunResult | undefined> {
  try {
    return await runOnce(parts, kind, uri);
  } catch (error) {
    const isMended = error instanceof MissingSecrets && (await enterSecrets(parts.vault, error.names));
    if (isMended) return attempt(parts, kind, uri);
    showFailure(parts.log, error);
    return undefined;
  }
}

async function runOnce(
  parts: Parts,
  kind: CloudRunKind,
  uri: vscode.Uri,
): Promise<CloudRunResult | undefined> {
  const busy = parts.statusBar.busy(kind.subcommand);
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `hcnet: ${kind.title}`, cancellable: true },
      async (progress, cancelled) => {
        const design = await designOf(parts, uri);
        const run = await begin(parts, kind, uri.fsPath);
        cancelled.onCancellationRequested(() => {
          progress.report({ message: 'stopping; what is on its way is finished and saved' });
          run.answer({ type: 'cancel' });
        });
        return watchRun(parts, run, { uri, design, verb: kind.subcommand, progress, busy, cancelled });
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

async function begin(parts: Parts, { subcommand }: CloudRunKind, file: string): Promise<ToolRun> {
  const target = await resolveTarget(parts.emulator);
  const run = parts.tool.run([subcommand, file, '--events', '--handover', ...target.args], {
    cwd: path.dirname(file),
    env: target.env,
  });
  const handOver = async () => {
    run.answer({ type: 'secrets', handover: await parts.vault.handover(target.kind) });
  };
  // Whoever signs in anew while a run meets refusals helps the run.
  const listening = parts.vault.onDidChange(() => {
    handOver().catch((error: unknown) => {
      parts.log.error(String(error));
    });
  });
  const end = () => {
    listening.dispose();
  };
  void run.ended.then(end, end);
  await handOver();
  return run;
}
