/** Starts the tool on a design. */
import path from 'node:path';
import type * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { resolveTarget } from '../target.ts';
import type { Target } from '../target.ts';
import type { ToolRun } from '../tool.ts';
import { startDetached } from './detached.ts';

export type Subcommand = 'plan' | 'apply' | 'destroy';

export interface BegunRun extends ToolRun {
  /** To be called when its end has been seen: then nobody has to be told of it any more. */
  readonly forget: () => Promise<void>;
}

export async function beginRun(parts: Parts, subcommand: Subcommand, uri: vscode.Uri): Promise<BegunRun> {
  const target = await resolveTarget(parts.emulator);
  const args = [subcommand, uri.fsPath, '--events', '--handover', ...target.args];
  const options = { cwd: path.dirname(uri.fsPath), env: target.env };
  const run =
    subcommand === 'plan'
      ? { ...parts.tool.run(args, options), forget: () => Promise.resolve() }
      : await recorded(parts, { subcommand, uri, target }, (folder) =>
          startDetached(parts, args, { ...options, folder }),
        );
  await keepHandingOver(parts, run, target);
  return run;
}

async function recorded(
  { records }: Parts,
  facts: { readonly subcommand: 'apply' | 'destroy'; readonly uri: vscode.Uri; readonly target: Target },
  start: (folder: string) => ReturnType<typeof startDetached>,
): Promise<BegunRun> {
  const { subcommand, uri, target } = facts;
  const startedAt = new Date().toISOString();
  const folder = await records.prepare();
  const forget = () => records.remove(folder);
  try {
    const run = await start(folder);
    await records.keep(folder, {
      uri: uri.toString(),
      subcommand,
      target: target.kind,
      startedAt,
      pid: run.pid,
    });
    return { ...run, forget };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Whoever signs in anew while a run meets refusals helps the run. */
async function keepHandingOver({ vault, log }: Parts, run: ToolRun, { kind }: Target): Promise<void> {
  const handOver = async () => {
    run.answer({ type: 'secrets', handover: await vault.handover(kind) });
  };
  const listening = vault.onDidChange(() => {
    handOver().catch((error: unknown) => {
      log.error(String(error));
    });
  });
  const end = () => {
    listening.dispose();
  };
  void run.ended.then(end, end);
  await handOver();
}
