/**
 * A log as a row of objects: each append is the next one, created and never changed. None is there before the one
 * in front of it, so a reader who asks for one after the other misses nothing, whatever a list shows.
 */
import PQueue from 'p-queue';
import { EngineError } from '../engine-error.ts';
import type { LogFile } from '../file-store.ts';
import type { StoredObject } from './object-store.ts';
import type { PatientStore } from './patient-store.ts';

/** Reads at the same time. */
const concurrency = 16;

/** `folder` ends with a slash. */
export function openObjectLog(store: PatientStore, folder: string): LogFile {
  /** What could not be put there yet; what comes later has to wait for it. */
  const waiting: { readonly key: string; readonly object: StoredObject }[] = [];
  let next: number | undefined;
  return {
    read: async () => (await readParts(store, folder)).join(''),
    // A bucket is never full.
    reserve: () => Promise.resolve(),
    append: async (text) => {
      next ??= (await readParts(store, folder)).length + 1;
      waiting.push({ key: keyOf(folder, next), object: store.newObject(text) });
      next += 1;
      for (let part = waiting[0]; part !== undefined; part = waiting[0]) {
        if (!(await store.create(part.key, part.object))) throw otherWriter(store, part.key);
        waiting.shift();
      }
    },
    close: () => Promise.resolve(),
  };
}

/** The first part goes first: a log without it is read as empty, never as one that lacks its end. */
export async function removeObjectLog(store: PatientStore, folder: string): Promise<void> {
  const [first, ...others] = await listedParts(store, folder);
  if (first === undefined) return;
  await store.remove(keyOf(folder, first));
  const queue = new PQueue({ concurrency });
  await queue.addAll(others.map((number) => () => store.remove(keyOf(folder, number))));
}

/** A list may lag behind: it only says how many can be asked for at once. */
async function readParts(store: PatientStore, folder: string): Promise<readonly string[]> {
  const last = Math.max(0, ...(await listedParts(store, folder)));
  const numbers = Array.from({ length: last }, (_each, index) => index + 1);
  const queue = new PQueue({ concurrency });
  const parts = await queue.addAll(numbers.map((number) => () => store.read(keyOf(folder, number))));
  const whole = parts.slice(0, endOf(parts)).filter((part) => part !== undefined);
  if (whole.length < last) return whole;
  for (;;) {
    const part = await store.read(keyOf(folder, whole.length + 1));
    if (part === undefined) return whole;
    whole.push(part);
  }
}

/** Up to the first that is missing. */
function endOf(parts: readonly (string | undefined)[]): number {
  const missing = parts.indexOf(undefined);
  return missing < 0 ? parts.length : missing;
}

/** In order. */
async function listedParts(store: PatientStore, folder: string): Promise<readonly number[]> {
  const names = await store.list(folder);
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Padded, so that consoles list them in order. */
function keyOf(folder: string, number: number): string {
  return `${folder}${String(number).padStart(6, '0')}`;
}

function otherWriter({ place }: PatientStore, key: string): EngineError {
  return new EngineError(
    'locked',
    `somebody else writes the journal ${place}/${key}; nothing more is sent. Run apply again: it goes on from what is there`,
  );
}
