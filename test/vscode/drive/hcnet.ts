/** The command line, beside a window: on its files and its emulator. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmulator } from '../../../src/emulator/server.ts';
import { folderWith, hcnet } from '../../cli/support.ts';
import type { CodeWindow } from './window.ts';

/** What a subcommand prints as JSON. */
export async function json(
  { workspace, endpoint }: CodeWindow,
  ...args: readonly string[]
): Promise<unknown> {
  const env = { HCNET_ENDPOINT: endpoint, HCNET_VERSION_KEY: 'key of the tests' };
  const { out, err } = await hcnet([...args, '--json'], { cwd: workspace, env });
  if (out === '') throw new Error(err);
  return JSON.parse(out);
}

/** How many resources of each kind the window's emulator has. */
export function countsInCloud({ workspace }: CodeWindow): Counts {
  const file = path.join(workspace, '../emulator/emulator.json');
  return countsOf(JSON.parse(readFileSync(file, 'utf8')) as Snapshot);
}

/** The same after an apply of a sample that nobody disturbed. */
export async function countsUndisturbed({ workspace }: CodeWindow, sample: string): Promise<Counts> {
  const cwd = await folderWith({ [sample]: readFileSync(path.join(workspace, sample)) });
  const emulator = await startEmulator({ transitionMs: 5 });
  try {
    const { code, err } = await hcnet(['apply', sample, '--auto-approve', '--endpoint', emulator.url], {
      cwd,
    });
    if (code !== 0) throw new Error(err);
    return countsOf(emulator.snapshot());
  } finally {
    await emulator.stop();
  }
}

export type Counts = Readonly<Record<string, number>>;

interface Snapshot {
  readonly resources: readonly { readonly kind: string }[];
}

function countsOf({ resources }: Snapshot): Counts {
  const counts: Record<string, number> = {};
  for (const { kind } of resources) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
