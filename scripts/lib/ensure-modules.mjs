import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';
import { withProgress } from './progress.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Over the network: the packages, and the compressed lists of their versions. npm keeps a cache of 120 MB of it, in
 * which the lists are not compressed.
 */
export const SIZES = { toFetch: '50 MB', onDisk: '200 MB' };

/** Installs the dependencies when they are missing or not the ones that package-lock.json names. */
export async function ensureModules() {
  const locked = readLock('package-lock.json');
  if (isInstalled(locked, readLock('node_modules/.package-lock.json'))) return;
  const count = Object.keys(locked.packages ?? {}).length - 1;
  const { toFetch, onDisk } = SIZES;
  await withProgress(
    `Installing ${count} packages (${toFetch} to fetch, ${onDisk} on disk) to node_modules`,
    () =>
      // No package needs its install script: esbuild's only saves a few milliseconds per start.
      npm(['ci', '--ignore-scripts'], root),
  );
}

/**
 * Whether the installed packages are the locked ones. npm keeps the record of what it installed in
 * node_modules/.package-lock.json and writes it last, so it also tells an interrupted installation from a whole one.
 * @param {Lock} locked
 * @param {Lock} installed
 */
export function isInstalled(locked, installed) {
  if (locked.packages === undefined || installed.packages === undefined) return false;
  const have = installed.packages;
  const want = Object.entries(locked.packages).filter(([place]) => place !== '');
  const isSame = want.every(([place, { version, optional }]) =>
    have[place] === undefined ? optional === true : have[place].version === version,
  );
  return isSame && Object.keys(have).every((place) => locked.packages?.[place] !== undefined);
}

/**
 * @param {string} file
 * @returns {Lock}
 */
function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch {
    // A record that is missing or cut short means that the packages have to be installed.
    return {};
  }
}
