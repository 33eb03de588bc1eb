/** Files in memory, with the failures that a disk can have. */
import type { FileStore } from '../../../src/cloud/file-store.ts';

export interface MemoryStore extends FileStore {
  readonly files: Map<string, string>;
}

export function memoryStore(files = new Map<string, string>()): MemoryStore {
  return {
    place: 'memory',
    files,
    read: (name) => Promise.resolve(files.get(name)),
    write: (name, text) => {
      files.set(name, text);
      return Promise.resolve();
    },
    append: (name, text) => {
      files.set(name, (files.get(name) ?? '') + text);
      return Promise.resolve();
    },
    create: (name, text) => {
      if (files.has(name)) return Promise.resolve(false);
      files.set(name, text);
      return Promise.resolve(true);
    },
    remove: (name) => {
      files.delete(name);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...files.keys()].sort()),
  };
}
