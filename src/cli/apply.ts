/** `hcnet apply PATH`: makes the cloud be as the design says. */
import { Command } from 'commander';
import { carryOut } from './carry-out.ts';
import type { CarryOutOptions } from './carry-out.ts';
import type { Frame } from './run.ts';
import { withStateOptions } from './target-options.ts';

export function applyCommand({ shell, end }: Frame): Command {
  const command = new Command('apply')
    .description('Plan, ask, and make the cloud be as the design says.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .option('--auto-approve', 'carry out the plan without asking')
    .option('--apply-for-circuits', 'apply for the ports of circuits without an id; each may cost money')
    .action(async (path: string, options: CarryOutOptions) => {
      end(await carryOut(shell, 'apply', path, options));
    });
  return withStateOptions(command);
}
