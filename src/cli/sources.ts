/** Files of designs on disk. */
import { access, constants, readdir, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { Failure, fileFailure } from './failure.ts';

export const ENDING = '.hcnet';

/** The design files that a path means: itself, or all in a folder and below. Sorted. */
export async function filesAt(file: string, shown: string): Promise<readonly string[]> {
  const found = await inspect(file).catch((error: unknown) => {
    throw fileFailure(error, 'read', shown);
  });
  if (found.isDirectory()) return filesIn(file, shown);
  if (file.endsWith(ENDING)) return [file];
  throw new Failure(`${shown} is no design: its name does not end in ${ENDING}`, {
    hint: `Name a ${ENDING} file, or a folder that holds some.`,
  });
}

/** Whether there is a file or a folder that may hold a design. */
export async function isDesignPlace(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && (found.isDirectory() || file.endsWith(ENDING));
}

/** The design files beside a file and in the folder above: where those that import it usually are. */
export async function filesAround(file: string): Promise<readonly string[]> {
  const folder = path.dirname(file);
  const found = await Promise.all([folder, path.dirname(folder)].map(designsIn));
  return [...new Set(found.flat())].filter((other) => other !== file);
}

async function designsIn(folder: string): Promise<readonly string[]> {
  // A folder that may not be listed has nothing for us.
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(ENDING)).map((name) => path.join(folder, name));
}

async function inspect(file: string): Promise<Stats> {
  await access(file, constants.R_OK);
  return stat(file);
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
