/** Files of designs on disk. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, Failure, fileFailure } from './failure.ts';

export const ENDING = '.hcnet';

/** The design files that a path means: itself, or all in a folder and below. Sorted. */
export async function filesAt(file: string, shown: string): Promise<readonly string[]> {
  const found = await stat(file).catch((error: unknown) => {
    throw fileFailure(error, 'read', shown);
  });
  if (found.isDirectory()) return filesIn(file, shown);
  if (file.endsWith(ENDING)) return [file];
  throw new Failure(`${shown} is no design: its name does not end in ${ENDING}`, {
    hint: `Name a ${ENDING} file, or a folder that holds some.`,
  });
}

/** `undefined` when there is no such file. Fails when it cannot be read, or is no text. */
export async function readSource(file: string, shown: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, 'read', shown);
  });
  return bytes === undefined ? undefined : decode(bytes, shown);
}

async function filesIn(folder: string, shown: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    throw fileFailure(error, 'read', shown);
  });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !isHidden(path.relative(folder, file)));
  if (files.length > 0) return files.sort();
  throw new Failure(`there is no ${ENDING} file in ${shown}`, { hint: 'Name the folder of a design.' });
}

/** In a folder that people do not write in. */
function isHidden(file: string): boolean {
  return file.split(path.sep).some((part) => part.startsWith('.') || part === 'node_modules');
}

function decode(bytes: Buffer, shown: string): string {
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    throw new Failure(`${placeOf(bytes, nul, shown)}: there is a NUL byte, so this is no text in UTF-8`, {
      hint: 'Save the file as UTF-8, without NUL bytes.',
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Failure(`${shown} is no text in UTF-8`, { hint: 'Save the file as UTF-8.', cause: error });
  }
}

/** `file:line:column` of a byte. */
function placeOf(bytes: Buffer, offset: number, shown: string): string {
  const lines = bytes.toString('utf8', 0, offset).split('\n');
  return `${shown}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
