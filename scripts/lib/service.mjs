import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { watchNpm } from './parents.mjs';
import { inRoot, root } from './paths.mjs';

const READY_MS = 60_000;
const STOP_MS = 8_000;

/**
 * @typedef {object} ServiceOptions
 * @property {string} name in messages, for example "the emulator"
 * @property {string} node the Node to run it on
 * @property {readonly string[]} args a script and its arguments
 * @property {RegExp} ready what it prints once it can be used
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's, unless told
 * @property {string} [cwd]
 * @property {(text: string) => void} [onOutput]
 *
 * @typedef {object} Service
 * @property {RegExpExecArray} match of `ready`
 * @property {Promise<number>} ended its exit code, once it has ended
 * @property {() => Promise<void>} stop ends it and everything it started
 */

/**
 * Starts a program that runs until it is stopped, and waits until it can be used. It ends with this process, however
 * this process ends (see leash.mjs).
 * @param {ServiceOptions} options
 * @returns {Promise<Service>}
 */
export async function startService({ name, node, args, ready, env = process.env, cwd = root, onOutput }) {
  const child = spawn(node, [inRoot('scripts/lib/leash.mjs'), node, ...args], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that Ctrl+C in the terminal does not reach it before the script has had its say.
    detached: process.platform !== 'win32',
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  child.stdin.on('error', () => undefined);
  const stop = async () => {
    child.stdin.end();
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(deadline);
  };

  let output = '';
  /** @type {Promise<RegExpExecArray>} */
  const whenReady = new Promise((resolve, reject) => {
    const give = (/** @type {string} */ why) => reject(new UserError(`${name} ${why}${quote(output)}`));
    const timer = setTimeout(() => give(`was not ready after ${READY_MS / 1000} s`), READY_MS);
    const listen = (/** @type {string} */ text) => {
      onOutput?.(text);
      output += text;
      const match = ready.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', (error) => give(`cannot be started with ${path.basename(node)}: ${error.message}`));
    void ended.then((code) => {
      clearTimeout(timer);
      give(`ended with ${code} before it was ready`);
    });
  });
  try {
    return { match: await whenReady, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} output */
const quote = (output) => (output === '' ? '' : `:\n  ${output.trim().split('\n').slice(-8).join('\n  ')}`);

/**
 * Waits for Ctrl+C, for any other usual way to be told to end, or for the end of npm, which may die without a word.
 * @returns {Promise<void>}
 */
export const whenInterrupted = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
    watchNpm(resolve);
  });
