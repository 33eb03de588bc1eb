/** What the state of a design knows, as the tool tells it. */
import path from 'node:path';
import type * as vscode from 'vscode';
import type { StateJson } from '../export/state-text.ts';
import type { Parts } from './parts.ts';
import { stateTarget } from './target.ts';
import type { TargetKind } from './target.ts';

export interface KnownState extends StateJson {
  readonly kind: TargetKind;
}

/** Rejects when it cannot be read, with what the tool says about that. */
export async function readState(
  { tool, emulator, vault }: Pick<Parts, 'tool' | 'emulator' | 'vault'>,
  design: vscode.Uri,
): Promise<KnownState> {
  const { kind, args, env } = stateTarget(emulator);
  const run = tool.run(['state', 'list', design.fsPath, '--json', '--handover', ...args], {
    cwd: path.dirname(design.fsPath),
    env,
  });
  run.answer({ type: 'secrets', handover: { ...(await vault.handover(kind)), secrets: {} } });
  const { code, output, result } = await run.ended;
  if (code !== 0) throw new Error(output.replace(/^error: /, ''));
  return { ...(JSON.parse(result) as StateJson), kind };
}
