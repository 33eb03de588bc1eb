/** `hcnet plan PATH`: what apply would do, and why. */
import { Command } from 'commander';
import { carryOut } from './carry-out.ts';
import type { CarryOutOptions } from './carry-out.ts';
import type { Frame } from './run.ts';
import { withPeopleOptions } from './people-options.ts';
import { withStateOptions } from './target-options.ts';

export function planCommand({ shell, end }: Frame): Command {
  const command = new Command('plan')
    .description('Show what apply would do, and why. Changes nothing.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .option('--json', 'print the plan as JSON')
    .option('-o, --output <file>', 'save the plan, for hcnet apply --plan')
    .option('--delete-orphans', 'delete what carries the tags of this design and is in no state')
    .action(async (path: string, options: CarryOutOptions) => {
      end(await carryOut(shell, 'plan', path, options));
    });
  return withStateOptions(withPeopleOptions(command));
}
