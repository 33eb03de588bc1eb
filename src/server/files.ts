/** The disk, as the language server reads it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileSystem } from '../language/file-system.ts';

export const disk: FileSystem = {
  readFile: (uri) => readFile(fileURLToPath(uri)),
};

/** More are not looked for: whoever has more opens one of them, and gets what it imports. */
const mostFiles = 2000;

/** The designs in a folder and below, without what lies in hidden folders and among packages. */
export async function findDesigns(folder: string): Promise<readonly string[]> {
  if (!folder.startsWith('file:')) return [];
  const found: string[] = [];
  const waiting = [fileURLToPath(folder)];
  for (let next = waiting.pop(); next !== undefined && found.length < mostFiles; next = waiting.pop()) {
    for (const entry of await entriesOf(next)) {
      const file = path.join(next, entry.name);
      if (entry.isDirectory() && !isSkipped(entry.name)) waiting.push(file);
      if (entry.isFile() && entry.name.endsWith('.hcnet')) found.push(pathToFileURL(file).href);
    }
  }
  return found;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder that may not be read holds no designs for us.
    return [];
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
