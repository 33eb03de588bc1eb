import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { capture } from './run.mjs';
import { isAtLeast } from './versions.mjs';

const COMMANDS = ['code', 'code-insiders', 'codium'];
const OLDEST = '1.101.0';

/**
 * A desktop VS Code that can open a window here.
 * @returns {Promise<{ command: string } | { reason: string }>}
 */
export async function findDesktop() {
  const env = process.env;
  if (env.VSCODE_IPC_HOOK_CLI !== undefined) return { reason: 'this terminal belongs to a remote VS Code' };
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0) return { reason: 'the desktop VS Code does not run as root' };
    if (env.WSL_DISTRO_NAME !== undefined)
      return { reason: 'the VS Code of Windows cannot develop in WSL directly' };
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: 'there is no display' };
  }
  const command = COMMANDS.find(isOnPath);
  if (command === undefined) return { reason: `none of ${COMMANDS.join(', ')} is on the PATH` };
  const version = await capture(command, ['--version'], { isBatchFile: true });
  if (!isAtLeast(version, OLDEST))
    return { reason: `${command} is ${version.split('\n')[0]}, older than ${OLDEST}` };
  return { command };
}

/**
 * Opens a window of its own, which has nothing to do with the user's other windows and settings.
 * @param {{ command: string, extension: string, folder: string, file: string, userFolder: string, env: Record<string, string> }} options
 * @returns {{ ended: Promise<void>, stop: () => void }} `ended` when its window is closed
 */
export function openDesktop({ command, extension, folder, file, userFolder, env }) {
  const args = [
    '--wait',
    '--new-window',
    '--disable-workspace-trust',
    '--skip-welcome',
    '--user-data-dir',
    userFolder,
  ];
  const child = spawn(command, [...args, `--extensionDevelopmentPath=${extension}`, folder, file], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { ended, stop: () => stopDesktop(userFolder) };
}

/**
 * The command only waits; the window belongs to another process, whose number VS Code leaves in its user folder.
 * @param {string} userFolder
 */
function stopDesktop(userFolder) {
  try {
    process.kill(Number(fs.readFileSync(path.join(userFolder, 'code.lock'), 'utf8')), 'SIGTERM');
  } catch {
    // The window has been closed already.
  }
}

/** @param {string} command */
function isOnPath(command) {
  const names = process.platform === 'win32' ? [`${command}.cmd`] : [command];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => names.some((name) => fs.existsSync(path.join(folder, name))));
}
