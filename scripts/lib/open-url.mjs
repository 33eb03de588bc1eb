import { spawn } from 'node:child_process';

/**
 * Opens an address in the user's browser, if there is one. The address has been printed, so a failure is not told.
 * @param {string} url
 */
export function openUrl(url) {
  const [program, args] = opener(url);
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/**
 * @param {string} url
 * @returns {[string, string[]]}
 */
function opener(url) {
  if (process.platform === 'darwin') return ['open', [url]];
  // `start` takes its first quoted argument for a title, and `&` for the end of a command.
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '""', url.replaceAll('&', '^&')]];
  return ['xdg-open', [url]];
}
