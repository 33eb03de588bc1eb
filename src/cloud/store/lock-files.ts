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
  const before = await newestNumber(files);
  if (before > 0 && !(await isFree(files, before))) return undefined;
  const mine = before + 1;
  if (!(await files.create(holderName(mine), text))) return undefined;
  try {
    // Whoever was slower than fifty others took an old number, which counts for nothing.
    if ((await newestNumber(files)) !== mine) return undefined;
    await clearUpTo(files, mine - keptNumbers);
    return mine;
  } catch (error) {
    // Nobody will hold what was taken. When this fails as well, the first failure is still the one to tell.
    await freeNumber(files, mine).catch(() => undefined);
    throw error;
  }
}

/** Who holds the lock: its number, and what the holder wrote. */
export async function readHolder(
  files: FileStore,
): Promise<{ readonly number: number; readonly text: string } | undefined> {
  const number = await newestNumber(files);
  if (number === 0 || (await isFree(files, number))) return undefined;
  return { number, text: (await files.read(holderName(number))) ?? '' };
}

/** Asked before each changing call. Nobody takes the next number before this one is free. */
export async function holdsNumber(files: FileStore, number: number): Promise<boolean> {
  if (await isFree(files, number)) return false;
  // In this order: of an old number the holder's file is cleared away before the one that says it is free.
  return (await files.read(holderName(number))) !== undefined;
}

/** Done already when somebody else did it. */
export async function freeNumber(files: FileStore, number: number): Promise<void> {
  await files.create(freeName(number), '\n');
}

/**
 * 0 when there is none. Numbers follow one another, and a list of objects may lag behind: what it does not show yet is
 * found by asking for it.
 */
async function newestNumber(files: FileStore): Promise<number> {
  let newest = Math.max(0, ...(await listedNumbers(files)));
  while ((await files.read(holderName(newest + 1))) !== undefined) newest += 1;
  return newest;
}

async function isFree(files: FileStore, number: number): Promise<boolean> {
  return (await files.read(freeName(number))) !== undefined;
}

async function clearUpTo(files: FileStore, last: number): Promise<void> {
  for (const number of (await listedNumbers(files)).filter((each) => each <= last)) {
    await files.remove(holderName(number));
    await files.remove(freeName(number));
  }
}

async function listedNumbers(files: FileStore): Promise<readonly number[]> {
  return (await files.list()).flatMap((name) => {
    const [, number] = /^lock\.(\d+)\.json$/.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

function holderName(number: number): string {
  return `lock.${number}.json`;
}

function freeName(number: number): string {
  return `lock.${number}.free`;
}
