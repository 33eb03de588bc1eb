/**
 * Something the person at the keyboard can put right. The message is one or two sentences: what is wrong and the
 * next step. Anything else that is thrown is a bug of ours.
 */
export class UserError extends Error {}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Runs a script to its exit code, and turns a failure into one clear line. `HCNET_DEBUG=1` shows the stack.
 * @param {string} name the script, as the user called it
 * @param {() => number | Promise<number>} script gives the exit code
 */
export async function runScript(name, script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    const isOfUser = error instanceof UserError || isBadOption(error);
    process.exitCode = isOfUser ? 1 : 2;
    console.error(`${name}: ${messageOf(error)}`);
    if (process.env.HCNET_DEBUG) console.error(error);
    else if (!isOfUser) console.error(`${name}: set HCNET_DEBUG=1 to see where this happened`);
  }
}

/** Whether `parseArgs` of Node did not understand what was typed. @param {unknown} error */
const isBadOption = (error) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
