/** `hcnet unlock PATH NUMBER`: frees a lock that a run left behind on another machine. */
import { Command } from 'commander';
import type { CloudOptions } from './cloud-context.ts';
import { integer } from './arguments.ts';
import type { Frame } from './run.ts';
import { line } from './shell.ts';
import { openStateOf } from './state-session.ts';
import { withStateOptions } from './target-options.ts';

export function unlockCommand({ shell }: Frame): Command {
  const command = new Command('unlock')
    .description('Free a lock that a run left behind, after you have made sure that it has ended.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .argument('<number>', 'of the lock, as the refused run named it', integer(1, 999_999_999))
    .action(async (path: string, number: number, options: CloudOptions) => {
      const { context } = await openStateOf(shell, path, options);
      const { breakLock, who } = await import('../cloud/state/lock.ts');
      const { facts } = await breakLock(context, number);
      line(
        shell.out,
        `Lock ${number} is free; it was held by ${who(facts)}. Run apply: it finds out first what became of the calls of that run.`,
      );
    });
  return withStateOptions(command);
}
