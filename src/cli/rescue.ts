/** Keeps a state that cannot be saved where it belongs. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FILE_MODE } from './file-store.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

/** In a folder of its own that nobody else can read; says where, and what to do with it. */
export async function rescueState(shell: Shell, place: string, name: string, text: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hcnet-state-'));
  const file = path.join(folder, name);
  await writeFile(file, text, { mode: FILE_MODE, flag: 'wx' });
  line(
    shell.err,
    `The state of this run could not be saved in ${place}; it is in ${file}. Once ${place} can be written again, copy it there, or run apply again: the journal tells the same.`,
  );
}
