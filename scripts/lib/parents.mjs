import fs from 'node:fs';

const PAUSE_MS = 500;

/**
 * Calls back when npm, running this script, has died without a word, as it does when it is killed. npm runs scripts in
 * a shell, which would go on waiting; so the parent of that shell is watched too, where that can be told.
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const grandparent = parentOfShell(parent);
  const timer = setInterval(() => {
    // A process whose parent dies is given another one.
    if (process.ppid === parent && parentOfShell(parent) === grandparent) return;
    clearInterval(timer);
    onGone();
  }, PAUSE_MS);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {string | undefined} undefined for what is not a shell, and where there is no /proc
 */
function parentOfShell(pid) {
  try {
    // For example: 4711 (sh) S 4700 ...
    return /^\d+ \((?:sh|dash|ash|bash|busybox)\) \S (\d+)/.exec(
      fs.readFileSync(`/proc/${pid}/stat`, 'utf8'),
    )?.[1];
  } catch {
    // Not Linux.
    return undefined;
  }
}
