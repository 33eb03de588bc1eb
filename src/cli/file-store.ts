/** The files of a stack in a folder on disk. */
import { existsSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { FileStore } from '../cloud/file-store.ts';
import { once } from '../cloud/once.ts';
import { codeOf, fileFailure } from './failure.ts';
import { openLogFile } from './log-file.ts';

/** Only the owner reads what a design asks for and what the cloud says. */
const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

/** A file that is being written; whoever was cut off while writing left it behind. */
const UNFINISHED = '.tmp';

export function openFileStore(folder: string): FileStore {
  const at = (name: string) => path.join(folder, name);
  const prepare = once(() => prepareFolder(folder));
  const telling = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await whenLetGo.execute(work);
    } catch (error) {
      throw fileFailure(error, 'keep the state in', folder);
    }
  };
  return {
    place: folder,
    read: (name) => telling(() => unlessMissing(readFile(at(name), 'utf8'), undefined)),
    create: (name, text) =>
      telling(async () => {
        await prepare();
        return createWhole(at(name), text);
      }),
    remove: (name) => telling(() => rm(at(name), { force: true })),
    list: () =>
      telling(async () => {
        const names = await unlessMissing(readdir(folder), []);
        return names.filter((name) => !name.endsWith(UNFINISHED));
      }),
    log: (name) => {
      const log = openLogFile(at(name), FILE_MODE);
      return {
        read: () => telling(log.read),
        reserve: (bytes) =>
          telling(async () => {
            await prepare();
            await log.reserve(bytes);
          }),
        append: (text) =>
          telling(async () => {
            await prepare();
            await log.append(text);
          }),
        close: () => telling(log.close),
      };
    },
  };
}

/** On Windows, virus scanners and indexers hold files that have just been written, for seconds at most. */
const whenLetGo = retry(
  handleWhen(
    (error) => process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? ''),
  ),
  { maxAttempts: 12, backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 2_000 }) },
);

async function prepareFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const isNew = !existsSync(parent);
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (isNew) await keepOutOfGit(parent);
  await removeUnfinished(folder);
}

/** Ids and account numbers have no business in a repository; who wants them there takes this file away. */
async function keepOutOfGit(folder: string): Promise<void> {
  const parts = folder.split(path.sep);
  const depth = parts.lastIndexOf('.hcnet');
  if (depth < 0) return;
  await createWhole(path.join(parts.slice(0, depth + 1).join(path.sep), '.gitignore'), '*\n');
}

const HOUR_MS = 3_600_000;

/** Younger ones may belong to somebody who writes just now. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(UNFINISHED)) continue;
    const file = path.join(folder, name);
    // Whoever writes it may be done by now.
    const found = await unlessMissing(stat(file), undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > HOUR_MS) await rm(file, { force: true });
  }
}

/** Tells apart the files that this process is writing. */
let created = 0;

/** A link is made at once or not at all, and never over something: so the name never stands for half a file. */
async function createWhole(file: string, text: string): Promise<boolean> {
  created += 1;
  const unfinished = `${file}.${process.pid}-${created}${UNFINISHED}`;
  await writeSynced(unfinished, text, 'w');
  try {
    await link(unfinished, file);
    await syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!hasNoLinks(codeOf(error) ?? '')) throw error;
    return await createDirectly(file, text);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * What file systems without hard links answer: FAT, some network shares. On Linux that is EPERM (link(2)), on Windows
 * EISDIR (https://github.com/nodejs/node/issues/65817). Whoever has no permission is told so without a link as well.
 */
const NO_LINKS = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EPERM', 'EISDIR']);

/** On Windows, EPERM is that of a file which somebody holds. */
function hasNoLinks(code: string): boolean {
  return NO_LINKS.has(code) && !(process.platform === 'win32' && code === 'EPERM');
}

async function createDirectly(file: string, text: string): Promise<boolean> {
  try {
    await writeSynced(file, text, 'wx');
    await syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The whole of it or nothing: half a file is taken away again. */
async function writeSynced(file: string, text: string, flags: 'w' | 'wx'): Promise<void> {
  const handle = await open(file, flags, FILE_MODE);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // That it could not be written matters more than that its rest is still there.
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A new name is only there for good once its folder is on the disk; Windows cannot be asked for that. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T, U>(reading: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return otherwise;
    throw error;
  }
}
