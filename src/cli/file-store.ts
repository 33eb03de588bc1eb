/** The files of a stack in a folder on disk. */
import { appendFile, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { FileStore } from '../cloud/file-store.ts';
import { codeOf, fileFailure } from './failure.ts';

/** Only the owner reads what a design asks for and what the cloud says. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export function openFileStore(folder: string): FileStore {
  const at = (name: string) => path.join(folder, name);
  const prepare = async () => {
    const parent = path.dirname(folder);
    const isNew = !existsSync(parent);
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    if (isNew) await keepOutOfGit(parent);
  };
  const store: FileStore = {
    place: folder,
    read: (name) => unlessMissing(readFile(at(name), 'utf8'), undefined),
    write: async (name, text) => {
      await prepare();
      await writeFileAtomic(at(name), text, { mode: FILE_MODE });
      await syncFolder(folder);
    },
    append: async (name, text) => {
      await prepare();
      await appendFile(at(name), text, { mode: FILE_MODE, flush: true });
    },
    create: async (name, text) => {
      await prepare();
      return createFile(at(name), text);
    },
    remove: (name) => rm(at(name), { force: true }),
    list: async () => (await unlessMissing(readdir(folder), [])).sort(),
  };
  return withReasons(store, folder);
}

/** Ids and account numbers have no business in a repository; who wants them there takes this file away. */
async function keepOutOfGit(folder: string): Promise<void> {
  const parts = folder.split(path.sep);
  const depth = parts.lastIndexOf('.hcnet');
  if (depth < 0) return;
  await createFile(path.join(parts.slice(0, depth + 1).join(path.sep), '.gitignore'), '*\n');
}

/** Exclusive: of two that try at the same moment, one gets `true`. */
async function createFile(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A renamed file is only there for good once its folder is on the disk; Windows cannot be asked for that. */
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

/** Says of each failure what it is about. */
function withReasons(store: FileStore, folder: string): FileStore {
  const telling = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw fileFailure(error, 'keep the state in', folder);
    }
  };
  return {
    place: store.place,
    read: (name) => telling(store.read(name)),
    write: (name, text) => telling(store.write(name, text)),
    append: (name, text) => telling(store.append(name, text)),
    create: (name, text) => telling(store.create(name, text)),
    remove: (name) => telling(store.remove(name)),
    list: () => telling(store.list()),
  };
}
