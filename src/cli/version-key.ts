/**
 * The key that versions of secrets are made with: given, or made once for each user and kept where only they read it.
 * One for the terminal and VS Code alike, since both work on the same state: versions of two keys say nothing about each
 * other.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './failure.ts';
import type { Shell } from './shell.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** `undefined` when there is none and none can be kept: changes of values then go unnoticed. */
export async function versionKey(shell: Shell): Promise<string | undefined> {
  const key = filled(shell.env.HCNET_VERSION_KEY) ?? (await keptKey(shell));
  shell.keepSecret([key]);
  return key;
}

async function keptKey(shell: Shell): Promise<string | undefined> {
  const file = versionKeyFile(shell);
  const kept = await readKey(file);
  if (kept !== undefined) return kept;
  await createKey(file);
  return readKey(file);
}

export function versionKeyFile({ env, home }: Shell): string {
  const parent =
    process.platform === 'win32'
      ? (filled(env.APPDATA) ?? path.join(home, 'AppData', 'Roaming'))
      : (filled(env.XDG_CONFIG_HOME) ?? path.join(home, '.config'));
  return path.join(parent, 'hcnet', 'version-key');
}

/** An empty value is what an unset variable becomes in many CI systems. */
function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

async function readKey(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    // Half a key is what another process leaves that is just writing it.
    return text.length === KEY_LENGTH ? text : undefined;
  } catch {
    // Whatever keeps it from being read: the engine does without.
    return undefined;
  }
}

/** 32 bytes in base 64. */
const KEY_LENGTH = 43;

/** Exclusive, so that two processes end up with one key. */
async function createKey(file: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      await handle.writeFile(`${randomBytes(32).toString('base64url')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // There already, or no place to keep it: a home that cannot be written to, as in many CI systems.
    if (codeOf(error) === undefined) throw error;
  }
}
