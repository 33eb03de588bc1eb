import { messageOf, UserError } from './errors.mjs';
import { capture } from './run.mjs';

const NO_NETWORK = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EIDLETIMEOUT'];
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs npm: the one that runs this script, else the one on the PATH.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what it printed
 */
export async function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  try {
    if (cli?.endsWith('npm-cli.js'))
      return await capture(process.execPath, [cli, ...args, ...QUIET], { cwd });
    return await capture('npm', [...args, ...QUIET], { cwd, isBatchFile: true });
  } catch (error) {
    throw new UserError(explainNpm(args, messageOf(error)), { cause: error });
  }
}

/**
 * npm writes a page about a failure; this picks the two lines that matter.
 * @param {readonly string[]} args
 * @param {string} output
 */
export function explainNpm(args, output) {
  const code = /npm error code (\S+)/.exec(output)?.[1];
  if (code === undefined) return output;
  const what = `npm ${args.slice(0, 2).join(' ')} failed with ${code}`;
  if (NO_NETWORK.includes(code)) {
    return `${what}: its registry cannot be reached. Check the network, or \`npm config get registry\` and \`npm config get proxy\`, and run this again.`;
  }
  const reason = /npm error (?!code |errno |syscall |path )(.+)/.exec(output)?.[1];
  return `${what}: ${reason ?? 'it gave no reason'}`;
}
