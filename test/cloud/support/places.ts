/** Everywhere that the files of a stack can be. What holds for one has to hold for all. */
import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { openFileStore } from '../../../src/cli/file-store.ts';
import type { FileStore } from '../../../src/cloud/file-store.ts';
import { once } from '../../../src/cloud/once.ts';
import { startEmulator, type RunningEmulator } from '../../../src/emulator/server.ts';
import { folderWith } from '../../cli/support.ts';
import { memoryStore } from './memory-store.ts';
import { hasty, ossFilesIn } from './oss-store.ts';

export interface Place {
  readonly name: string;
  /** How many runs of a property it is fast enough for. */
  readonly runs: number;
  /** A new stack; what is returned opens its files as another process would. */
  readonly start: () => Promise<() => Promise<FileStore>>;
}

let running: RunningEmulator | undefined;

const emulator = once(async () => (running ??= await startEmulator({ random: 1 })));

afterAll(() => running?.stop());

export const places: readonly Place[] = [
  {
    name: 'memory',
    runs: 300,
    start: () => {
      const files = new Map<string, string>();
      return Promise.resolve(() => Promise.resolve(memoryStore(files)));
    },
  },
  {
    name: 'a disk',
    runs: 10,
    start: async () => {
      const folder = await folderWith();
      return () => Promise.resolve(openFileStore(folder));
    },
  },
  {
    name: 'a bucket',
    runs: 4,
    start: () => {
      const stack = randomUUID();
      return Promise.resolve(async () => ossFilesIn(await emulator(), hasty, stack));
    },
  },
];
