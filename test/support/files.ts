/** A file system in memory: texts, bytes, and errors by their code, as Node gives them. */
import type { FileSystem } from '../../src/language/file-system.ts';

export type FakeFile = string | Uint8Array | { readonly code: string };

export function fakeFiles(files: Readonly<Record<string, FakeFile>>): FileSystem {
  const entries = new Map(Object.entries(files).map(([path, file]) => [`file:///${path}`, file]));
  const isFolder = (uri: string) => [...entries.keys()].some((other) => other.startsWith(`${uri}/`));
  return {
    readFile: (uri) => {
      const file = entries.get(uri);
      if (file === undefined) return failure(isFolder(uri) ? 'EISDIR' : 'ENOENT');
      if (typeof file === 'string') return Promise.resolve(new TextEncoder().encode(file));
      return file instanceof Uint8Array ? Promise.resolve(file) : failure(file.code);
    },
  };
}

function failure(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code }));
}
