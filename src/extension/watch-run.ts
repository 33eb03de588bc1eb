/** Follows a run of the tool until it ends: shows its plan, how far it is, and what comes of it. */
import type * as vscode from 'vscode';
import type { RunEvent, ShownPlan, ShownProgress, ShownReport } from '../protocol/run.ts';
import { batch } from './batch.ts';
import { confirm } from './confirm.ts';
import { planOverlay, progressChange, reportChanges, reportTitle, runOverlay } from './overlays.ts';
import type { Parts } from './parts.ts';
import { atWork, howFar, waitingForAnswer } from './run-words.ts';
import type { RunWords } from './run-words.ts';
import type { Subcommand } from './runs/begin.ts';
import type { BusyItem } from './status-bar.ts';
import type { ToolRun } from './tool.ts';

/** What became of a run. */
export interface CloudRunResult {
  /** The file of the design. */
  readonly design: vscode.Uri;
  readonly plan: ShownPlan | undefined;
  readonly report: ShownReport | undefined;
}

export interface Watching {
  /** The file of the design. */
  readonly uri: vscode.Uri;
  /** What its text says now, as `DiagramAnswer` has it. */
  readonly design: string | undefined;
  readonly subcommand: Subcommand;
  readonly progress: vscode.Progress<{ message?: string; increment?: number }>;
  readonly busy: BusyItem;
  readonly cancelled: vscode.CancellationToken;
}

/** A run that could not begin for want of values that VS Code may keep. */
export class MissingSecrets extends Error {
  readonly names: readonly string[];

  constructor(message: string, names: readonly string[]) {
    super(message);
    this.name = 'MissingSecrets';
    this.names = names;
  }
}

/** A run whose process ended without a word. */
export class RunCutOff extends Error {
  constructor() {
    super('The run was cut off. Everything that it sent is known, and it can go on from there.');
    this.name = 'RunCutOff';
  }
}

/** Rejects when the run fails; `undefined` when somebody stopped it before anything came of it. */
export async function watchRun(
  parts: Parts,
  run: ToolRun,
  watching: Watching,
): Promise<CloudRunResult | undefined> {
  const { subcommand, cancelled } = watching;
  const told = follow(parts, run, watching);
  const { code, output } = await run.ended;
  const { plan, report, failure, isUnderWay = false } = told();
  // What somebody stopped is no failure.
  if (cancelled.isCancellationRequested && report === undefined) return undefined;
  if (failure !== undefined) throw errorFrom(failure);
  if (report === undefined && isUnderWay) throw new RunCutOff();
  if (plan === undefined) throw new Error(`hcnet ${subcommand} ended with ${String(code)}\n${output}`.trim());
  return { design: watching.uri, plan, report };
}

interface Told {
  plan?: ShownPlan;
  report?: ShownReport;
  /** Something was begun. */
  isUnderWay?: boolean;
  failure?: RunEvent & { readonly type: 'failure' };
}

/** @returns gives all that the run has said, once it is over */
function follow(parts: Parts, run: ToolRun, watching: Watching): () => Told {
  const told: Told = {};
  const progress = progressTeller(parts, watching);
  run.onEvent((event) => {
    switch (event.type) {
      case 'note':
        parts.log.info(event.message);
        break;
      case 'plan':
        told.plan = event.plan;
        drawPlan(parts, watching, event.plan);
        break;
      case 'question':
        if (told.plan !== undefined) void ask(parts, run, watching, told.plan);
        break;
      case 'progress':
        told.isUnderWay = true;
        if (told.plan !== undefined) progress.add(told.plan, event.progress);
        break;
      case 'end':
        told.report = event.report;
        progress.flush();
        if (told.plan !== undefined) drawReport(parts, watching, told.plan, event.report);
        break;
      case 'failure':
        told.failure = event;
        break;
    }
  });
  return () => {
    progress.flush();
    if (told.report === undefined) progress.interrupt();
    return told;
  };
}

function drawPlan({ board }: Parts, { uri, design }: Watching, plan: ShownPlan): void {
  if (plan.steps.length === 0) board.clear(uri.toString());
  else board.put({ uri: uri.toString(), overlay: planOverlay(plan), design });
}

function drawReport({ board }: Parts, { uri, design }: Watching, plan: ShownPlan, report: ShownReport): void {
  const title = reportTitle(plan, report);
  board.settle(uri.toString(), { changes: reportChanges(report), title, design });
}

async function ask(parts: Parts, run: ToolRun, watching: Watching, plan: ShownPlan): Promise<void> {
  say(watching, waitingForAnswer);
  await parts.plans.show(plan, watching.uri, parts.panels.freeColumn());
  if (!(await confirm(plan))) {
    run.answer({ type: 'refuse' });
    return;
  }
  say(watching, atWork(watching.subcommand));
  // They stand in the question.
  run.answer({ type: 'approve', ...(plan.guards.length > 0 && { guards: true }) });
}

/** @param increment in percent */
function say({ progress, busy }: Watching, { notification, statusBar }: RunWords, increment = 0): void {
  progress.report({ message: notification, increment });
  busy.update(statusBar);
}

function progressTeller({ board }: Parts, watching: Watching) {
  const { uri, design, subcommand } = watching;
  const key = uri.toString();
  const running = new Set<string>();
  let begun: ShownPlan | undefined;
  const notification = batch<ShownProgress>((steps) => {
    const last = steps.at(-1);
    if (last === undefined) return;
    const over = steps.filter(({ phase }) => phase === 'done' || phase === 'failed').length;
    const increment = last.total > 0 ? (100 * over) / last.total : 0;
    say(watching, howFar(subcommand, last), increment);
  });
  return {
    add: (plan: ShownPlan, step: ShownProgress) => {
      if (begun === undefined) board.put({ uri: key, overlay: runOverlay(plan), design: undefined });
      begun = plan;
      const change = progressChange(step);
      if (change.status === 'running') running.add(step.address);
      else running.delete(step.address);
      board.change(key, [change]);
      notification.add(step);
    },
    flush: notification.flush,
    /** The run is over, and did not say how it went. */
    interrupt: () => {
      if (begun === undefined) return;
      const changes = [...running].map((address) => ({ address, status: 'waiting' }) as const);
      board.settle(key, { changes, title: `Interrupted: '${begun.stack}'`, design });
    },
  };
}

function errorFrom({ message, hint = '', missingSecrets = [] }: RunEvent & { type: 'failure' }): Error {
  const text = [message, hint].join('\n').trim();
  return missingSecrets.length === 0 ? new Error(text) : new MissingSecrets(text, missingSecrets);
}
