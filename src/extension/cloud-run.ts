/** One run of plan, apply or destroy, as VS Code shows it: progress with cancel, the plan, a question, the outcome. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunEvent, ShownPlan, ShownProgress, ShownReport } from '../protocol/run.ts';
import { confirm } from './confirm.ts';
import { chosenDesign, saveDesigns } from './designs.ts';
import { mayAct } from './guarded.ts';
import { showFailure } from './messages.ts';
import type { Parts } from './parts.ts';
import { enterSecrets } from './secret-input.ts';
import type { BusyItem } from './status-bar.ts';
import { resolveTarget } from './target.ts';
import type { ToolRun } from './tool.ts';

export interface CloudRunKind {
  /** Of the tool; also the verb in messages. */
  readonly subcommand: 'plan' | 'apply' | 'destroy';
  /** Of the progress: `Planning`. */
  readonly title: string;
}

/** What became of a run. */
export interface CloudRunResult {
  readonly plan: ShownPlan | undefined;
  readonly report: ShownReport | undefined;
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
  return attempt(parts, kind, document.uri.fsPath);
}

async function attempt(parts: Parts, kind: CloudRunKind, file: string): Promise<CloudRunResult | undefined> {
  try {
    return await runOnce(parts, kind, file);
  } catch (error) {
    const isMended = error instanceof MissingSecrets && (await enterSecrets(parts.vault, error.names));
    if (isMended) return attempt(parts, kind, file);
    showFailure(parts.log, error);
    return undefined;
  }
}

async function runOnce(parts: Parts, kind: CloudRunKind, file: string): Promise<CloudRunResult | undefined> {
  const busy = parts.statusBar.busy(kind.subcommand);
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `hcnet: ${kind.title}`, cancellable: true },
      async (progress, cancelled) => {
        const run = await begin(parts, kind, file);
        cancelled.onCancellationRequested(() => {
          progress.report({ message: 'stopping; what is on its way is finished and saved' });
          run.answer({ type: 'cancel' });
        });
        return watch(parts, run, { progress, busy, cancelled, verb: kind.subcommand });
      },
    );
  } finally {
    busy.end();
  }
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

/** A run that could not begin for want of values that VS Code may keep. */
class MissingSecrets extends Error {
  readonly names: readonly string[];

  constructor(message: string, names: readonly string[]) {
    super(message);
    this.name = 'MissingSecrets';
    this.names = names;
  }
}

interface Watching {
  readonly progress: vscode.Progress<{ message?: string; increment?: number }>;
  readonly busy: BusyItem;
  readonly cancelled: vscode.CancellationToken;
  readonly verb: string;
}

async function watch(parts: Parts, run: ToolRun, watching: Watching): Promise<CloudRunResult | undefined> {
  let plan: ShownPlan | undefined;
  let report: ShownReport | undefined;
  let failure: (RunEvent & { type: 'failure' }) | undefined;
  run.onEvent((event) => {
    switch (event.type) {
      case 'note':
        parts.log.info(event.message);
        break;
      case 'plan':
        plan = event.plan;
        break;
      case 'question':
        if (plan !== undefined) void ask(parts, run, plan);
        break;
      case 'progress':
        tellProgress(event.progress, watching);
        break;
      case 'end':
        report = event.report;
        break;
      case 'failure':
        failure = event;
        break;
    }
  });
  const { code, output } = await run.ended;
  // What somebody stopped is no failure.
  if (watching.cancelled.isCancellationRequested && report === undefined) return undefined;
  if (failure !== undefined) throw errorFrom(failure);
  if (plan === undefined)
    throw new Error(`hcnet ${watching.verb} ended with ${String(code)}\n${output}`.trim());
  return { plan, report };
}

function errorFrom({ message, hint = '', missingSecrets = [] }: RunEvent & { type: 'failure' }): Error {
  const text = [message, hint].join('\n').trim();
  return missingSecrets.length === 0 ? new Error(text) : new MissingSecrets(text, missingSecrets);
}

async function ask(parts: Parts, run: ToolRun, plan: ShownPlan): Promise<void> {
  await parts.plans.show(plan);
  if (!(await confirm(plan))) run.answer({ type: 'refuse' });
  // They stand in the question.
  else run.answer({ type: 'approve', ...(plan.guards.length > 0 && { guards: true }) });
}

function tellProgress(step: ShownProgress, { progress, busy, verb }: Watching): void {
  const isOver = step.phase === 'done' || step.phase === 'failed';
  progress.report({
    message: `${step.done} of ${step.total}, ${step.action} ${step.address}`,
    ...(isOver && step.total > 0 ? { increment: 100 / step.total } : {}),
  });
  busy.update(`${verb} ${step.done}/${step.total}`);
}
