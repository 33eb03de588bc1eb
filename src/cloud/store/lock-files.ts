/**
 * The lock of a stack: each holder has a number, one higher than the last. `lock.7.json` says who holds it,
 * `lock.7.free` that it is free again. Both are created and never changed, so that whatever races with whatever, a
 * number has one holder, and freeing a number frees nobody else's.
 */
import type { FileStore } from '../file-store.ts';

/** Old numbers are kept for a while: a slow taker must not find one of them unused. */
const keptNumbers = 50;

/** The number, or `undefined` when the lock is held. */
export async function takeNumber(files: FileStore, text: string): Promise<number | undefined> {
  const before = numbersIn(await files.list());
  if (before.newest > 0 && !before.isFree(before.newest)) return undefined;
  const mine = before.newest + 1;
  if (!(await files.create(holderName(mine), text))) return undefined;
  // Whoever was slower than fifty others took an old number, which counts for nothing.
  if (numbersIn(await files.list()).newest !== mine) return undefined;
  const old = before.all.filter((number) => number <= mine - keptNumbers);
  for (const number of old) {
    await files.remove(holderName(number));
    await files.remove(freeName(number));
  }
  return mine;
}

/** Who holds the lock: its number, and what the holder wrote. */
export async function readHolder(
  files: FileStore,
): Promise<{ readonly number: number; readonly text: string } | undefined> {
  const { newest, isFree } = numbersIn(await files.list());
  if (newest === 0 || isFree(newest)) return undefined;
  return { number: newest, text: (await files.read(holderName(newest))) ?? '' };
}

export async function holdsNumber(files: FileStore, number: number): Promise<boolean> {
  const { newest, isFree } = numbersIn(await files.list());
  return newest === number && !isFree(number);
}

/** Done already when somebody else did it. */
export async function freeNumber(files: FileStore, number: number): Promise<void> {
  await files.create(freeName(number), '\n');
}

interface Numbers {
  readonly all: readonly number[];
  /** 0 when there is none. */
  readonly newest: number;
  readonly isFree: (number: number) => boolean;
}

function numbersIn(names: readonly string[]): Numbers {
  const all = names.flatMap((name) => {
    const [, number] = /^lock\.(\d+)\.json$/.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
  const known = new Set(names);
  return { all, newest: Math.max(0, ...all), isFree: (number) => known.has(freeName(number)) };
}

function holderName(number: number): string {
  return `lock.${number}.json`;
}

function freeName(number: number): string {
  return `lock.${number}.free`;
}
