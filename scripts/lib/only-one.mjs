import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';

/**
 * Lets one process at a time use a folder. A process that died without giving it back does not count.
 * @param {string} folder
 * @returns {() => void} gives it back
 */
export function takeFolder(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'pid');
  const owner = Number(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 0);
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new UserError(
      `it is already running for this clone (process ${owner}). End that one with Ctrl+C first.`,
    );
  }
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
