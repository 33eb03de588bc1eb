/** Asks a person at a terminal for other credentials while a run waits. */
import { readLine } from './read-line.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';

/** `true`: look at the credentials again. Nothing was changed by the call that was refused. Ctrl+C is a no. */
export async function askToSignIn(shell: Shell, why: string): Promise<boolean> {
  line(shell.err, why);
  line(shell.err, 'The run waits. Renew the credentials in another window, such as with `aliyun configure`.');
  shell.err.write("Press Enter to go on, or type 'no' to stop here: ");
  const interrupted = new AbortController();
  const forget = shell.onInterrupt(() => {
    interrupted.abort();
  });
  const answer = await readLine(shell, interrupted.signal);
  forget();
  return answer !== undefined && answer !== 'no';
}
