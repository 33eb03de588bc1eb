import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { codeOf, Failure, fileFailure } from './failure.ts';
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
    throw codeOf(error) === 'ENOENT' ? noFolder(output, error) : fileFailure(error, 'write', output);
  }
  line(shell.err, `Wrote ${output}`);
}

function noFolder(output: string, cause: unknown): Failure {
  return new Failure(`cannot write ${output}: its folder does not exist`, {
    hint: 'Create the folder, or choose another place.',
    cause,
  });
}
