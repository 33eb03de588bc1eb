import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { fileFailure } from './failure.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

/** Writes what was asked for: to the file, whole or not at all, or to standard output. */
export async function writeResult(shell: Shell, text: string, output: string | undefined): Promise<void> {
  if (output === undefined || output === '-') {
    shell.out.write(text.endsWith('\n') ? text : `${text}\n`);
    return;
  }
  try {
    await writeFileAtomic(path.resolve(shell.cwd, output), text);
  } catch (error) {
    throw fileFailure(error, 'write', output);
  }
  line(shell.err, `Wrote ${output}`);
}
