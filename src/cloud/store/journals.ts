/**
 * Journals of a stack, one for each run. A run writes to its own alone, so that one which wakes up after its lock was
 * taken away cannot write between the lines of another.
 */
import type { FileStore, LogFile } from '../file-store.ts';

export interface JournalText {
  readonly name: string;
  readonly text: string;
}

export interface JournalWriter {
  readonly name: string;
  readonly reserve: (bytes: number) => Promise<void>;
  /** Durable once it resolves. Lines that come while one is written share the next write; none overtakes another. */
  readonly append: (line: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Those that are there, the oldest first. */
export async function readJournals(files: FileStore): Promise<JournalText[]> {
  const names = (await files.list()).filter((name) => /^journal\.\d+\.jsonl$/.test(name));
  const serialOf = (name: string): number => Number(name.split('.')[1]);
  const sorted = names.sort((a, b) => serialOf(a) - serialOf(b));
  return Promise.all(sorted.map(async (name) => ({ name, text: await files.log(name).read() })));
}

/** The serial is that of the snapshot on top of which the run writes; no two runs begin with the same one. */
export function beginJournal(files: FileStore, serial: number): JournalWriter {
  const name = `journal.${String(serial).padStart(6, '0')}.jsonl`;
  const log = files.log(name);
  return { name, reserve: log.reserve, append: sharedAppends(log), close: log.close };
}

/** A write to the disk takes a millisecond or more, and many steps are under way at once. */
function sharedAppends(log: LogFile): JournalWriter['append'] {
  let waiting: Waiting[] = [];
  let isWriting = false;
  const write = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await log.append(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // The failure belongs to those whose lines are lost; those behind them try for themselves.
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };
  return (line) =>
    new Promise((resolve, reject) => {
      waiting.push({ line, resolve, reject });
      if (!isWriting) void write();
    });
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}
