/** Files in memory. */
import type { FileStore } from '../../../src/cloud/file-store.ts';

export interface MemoryStore extends FileStore {
  readonly files: Map<string, string>;
  /** The newest saved state; empty when there is none. */
  readonly state: () => string;
  /** Names of locks that are held, and of journals. */
  readonly leftovers: () => readonly string[];
}

/** Names of locks that are held, and of journals. */
export function leftoversAmong(names: readonly string[]): readonly string[] {
  return names.filter(
    (name) =>
      name.startsWith('journal.') ||
      (/^lock\..*json$/.test(name) && !names.includes(name.replace('.json', '.free'))),
  );
}

export function memoryStore(files = new Map<string, string>()): MemoryStore {
  const states = (): string[] => [...files.keys()].filter((name) => name.startsWith('state.')).sort();
  return {
    place: 'memory',
    files,
    state: () => files.get(states().at(-1) ?? '') ?? '',
    leftovers: () => leftoversAmong([...files.keys()]),
    read: (name) => Promise.resolve(files.get(name)),
    create: (name, text) => {
      if (files.has(name)) return Promise.resolve(false);
      files.set(name, text);
      return Promise.resolve(true);
    },
    remove: (name) => {
      files.delete(name);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...files.keys()]),
    log: (name) => ({
      read: () => Promise.resolve(files.get(name) ?? ''),
      reserve: () => Promise.resolve(),
      append: (text) => {
        files.set(name, (files.get(name) ?? '') + text);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    }),
  };
}
