/** The files of a stack as objects in a bucket. */
import { EngineError } from '../engine-error.ts';
import type { FileStore } from '../file-store.ts';
import { once } from '../once.ts';
import { pollMs, timingOf, type Patience } from '../client/patience.ts';
import { openObjectLog, removeObjectLog } from './object-log.ts';
import type { PatientStore } from './patient-store.ts';

export interface OssFilesParts {
  readonly store: PatientStore;
  /** The key prefix of this stack's objects, with a slash at its end. */
  readonly folder: string;
  /** Rejects unless the bucket refuses, now, to overwrite. Asked before anything is created. */
  readonly prove: () => Promise<void>;
  readonly patience: Patience;
}

export function openOssFiles({ store, folder, prove, patience }: OssFilesParts): FileStore {
  /** What this process has created last. */
  let newest: string | undefined;
  const proven = once(prove);
  return {
    place: `${store.place}/${folder.slice(0, -1)}`,
    isShared: true,
    read: (name) => store.read(folder + name),
    create: async (name, text) => {
      await proven();
      const isMine = await store.create(folder + name, store.newObject(text));
      if (isMine) newest = name;
      return isMine;
    },
    remove: async (name) => {
      await store.remove(folder + name);
      await removeObjectLog(store, `${folder}${name}/`);
    },
    list: () => listSince(() => newest, { store, folder, patience }),
    log: (name) => {
      const log = openObjectLog(store, `${folder}${name}/`);
      return {
        ...log,
        append: async (text) => {
          await proven();
          await log.append(text);
        },
      };
    },
  };
}

/**
 * A list that shows what this process has created last shows all that was there before, above all what the runs
 * before have left: they had ended when the lock was created. OSS documents no delay of lists; a list that has one
 * is waited for, as long as anything else that may be invisible for a while.
 */
async function listSince(
  newest: () => string | undefined,
  { store, folder, patience }: Pick<OssFilesParts, 'store' | 'folder' | 'patience'>,
): Promise<readonly string[]> {
  const until = patience.clock.now() + timingOf(patience).graceMs;
  for (let look = 0; ; look += 1) {
    const names = (await store.list(folder)).map((name) => name.replace(/\/$/, ''));
    const expected = newest();
    if (expected === undefined || names.includes(expected)) return names;
    // Somebody may have removed it.
    if ((await store.read(folder + expected)) === undefined) return names;
    if (patience.clock.now() >= until) throw lagging(store, folder);
    await patience.clock.sleep(pollMs(patience, look));
  }
}

function lagging({ place }: PatientStore, folder: string): EngineError {
  return new EngineError(
    'store',
    `the list of ${place}/${folder} does not show what was written there a while ago, so it cannot be trusted; try again later`,
  );
}
