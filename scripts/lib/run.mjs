import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { root } from './paths.mjs';

const QUOTED_LINES = 40;

/** The exit code of what Ctrl+C has ended. */
export const INTERRUPTED = 130;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the top of the repository, unless told
 * @property {Record<string, string>} [env] added to the environment
 * @property {(text: string) => void} [onOutput] receives what the program prints, which is then not shown
 * @property {(text: string) => void} [onError] receives what it prints as errors; `onOutput`, unless told
 * @property {boolean} [isBatchFile] whether Windows knows the program as a `.cmd` file, which only its shell can run
 */

/**
 * Runs a program to its end and gives its exit code. It shares the terminal, so Ctrl+C reaches it directly.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const { cwd = root, env = {}, onOutput, onError = onOutput, isBatchFile = false } = options;
  return new Promise((resolve, reject) => {
    const output = onOutput === undefined ? 'inherit' : 'pipe';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      shell: isBatchFile && process.platform === 'win32',
    });
    // The terminal sends Ctrl+C to the child as well; this process stays to report how that ended.
    const stay = () => undefined;
    process.on('SIGINT', stay);
    child.stdout?.setEncoding('utf8').on('data', onOutput ?? stay);
    child.stderr?.setEncoding('utf8').on('data', onError ?? stay);
    child.on('error', (error) => {
      reject(
        new UserError(`cannot run ${program} (${error.message}). Check that it is installed.`, {
          cause: error,
        }),
      );
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay);
      resolve(signal === 'SIGINT' ? INTERRUPTED : (code ?? 1));
    });
  });
}

/**
 * Runs a program and gives what it printed. A failure shows its last lines, errors included.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Omit<RunOptions, 'onOutput' | 'onError'>} [options]
 */
export async function capture(program, args, options = {}) {
  let [output, all] = ['', ''];
  const onOutput = (/** @type {string} */ text) => {
    output += text;
    all += text;
  };
  const code = await run(program, args, { ...options, onOutput, onError: (text) => (all += text) });
  if (code === 0) return output.trim();
  if (code === INTERRUPTED) throw new UserError('interrupted');
  const tail = all.trim().split('\n').slice(-QUOTED_LINES).join('\n  ');
  throw new UserError(`${path.basename(program)} ${args.join(' ')} ended with ${code}:\n  ${tail}`);
}
