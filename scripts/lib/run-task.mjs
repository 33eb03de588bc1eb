import path from 'node:path';
import { tasks } from '../tasks.mjs';
import { run } from './run.mjs';

/**
 * Runs the commands of a task until one fails.
 * @param {string} node the Node to run it on
 * @param {string} name of the task
 * @param {{ args?: readonly string[], onOutput?: (text: string) => void }} [options]
 * @returns {Promise<number>} the exit code
 */
export async function runTask(node, name, { args = [], onOutput } = {}) {
  const commands = tasks[name]?.commands ?? [];
  // Tools that start `node` again, as vitest and npm scripts do, are to find the same one.
  const env = {
    PATH: path.dirname(node) + path.delimiter + (process.env.PATH ?? ''),
    // Output that is read here on its way to the terminal would lose its colours, and a log would get them.
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  };
  for (const [index, command] of commands.entries()) {
    const all = index === commands.length - 1 ? [...command, ...args] : command;
    const code = await run(node, all, onOutput === undefined ? { env } : { env, onOutput });
    if (code !== 0) return code;
  }
  return 0;
}
