import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf, UserError } from './errors.mjs';
import { displayPath } from './paths.mjs';

const STALE_MS = 6 * 60 * 60 * 1000;
const PARTIAL = '.partial-';

/** Where fetched tools and the state of `npm start` live; created when missing. */
export function cacheFolder() {
  const folder = path.join(cacheHome(), 'hcnet');
  try {
    makeFolder(folder);
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new UserError(
      `the cache folder ${folder} cannot be written (${messageOf(error)}). Set HOME, or XDG_CACHE_HOME, to a folder you can write to.`,
      { cause: error },
    );
  }
  return folder;
}

/**
 * Fills a folder of the cache once. The work is done in a folder beside it that takes the final name at the end, so
 * that an interrupted fetch leaves nothing that looks whole, and of two at once one wins and the other is dropped.
 * @param {string} name of the folder inside the cache
 * @param {string} proof a file inside the folder that is there exactly when it is whole
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function ensureCached(name, proof, fill) {
  const cache = cacheFolder();
  const target = path.join(cache, name);
  const isWhole = () => fs.existsSync(path.join(target, proof));
  if (isWhole()) return target;
  removeStale(cache);
  const partial = fs.mkdtempSync(path.join(cache, PARTIAL));
  try {
    await fill(partial);
    if (!isWhole()) takeName(partial, target);
  } catch (error) {
    // Renaming onto a folder that another process has just finished fails; that folder serves as well.
    if (!isWhole()) throw error;
  } finally {
    fs.rmSync(partial, { recursive: true, force: true, maxRetries: 3 });
  }
  return target;
}

/**
 * Node's own recursive `mkdir` never returns where the system answers "no such file" for an existing parent: /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    // Another process may have made it just now.
    if (!fs.existsSync(folder)) throw error;
  }
}

function cacheHome() {
  const chosen = process.env.XDG_CACHE_HOME;
  // The XDG base directory specification says that a relative path is to be ignored.
  if (chosen !== undefined && path.isAbsolute(chosen)) return chosen;
  return path.join(homeFolder(), '.cache');
}

function homeFolder() {
  const home = process.env.HOME ?? process.env.USERPROFILE;
  if (home !== undefined && home !== '') return home;
  try {
    return os.userInfo().homedir;
  } catch (error) {
    throw new UserError('HOME is not set. Set HOME, or XDG_CACHE_HOME, to a folder you can write to.', {
      cause: error,
    });
  }
}

/**
 * @param {string} partial
 * @param {string} target may exist, left half-made by something else than these scripts
 */
function takeName(partial, target) {
  if (fs.existsSync(target)) {
    const aside = path.join(path.dirname(target), `${PARTIAL}${randomUUID()}`);
    fs.renameSync(target, aside);
    fs.rmSync(aside, { recursive: true, force: true });
  }
  fs.renameSync(partial, target);
}

/** Removes what killed processes left behind. Young folders may belong to one that is still at work. */
function removeStale(/** @type {string} */ cache) {
  for (const entry of fs.readdirSync(cache).filter((name) => name.startsWith(PARTIAL))) {
    const folder = path.join(cache, entry);
    const age = Date.now() - (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > STALE_MS) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name of a folder inside the cache */
export const cachePlace = (name) => displayPath(path.join(cacheHome(), 'hcnet', name));
