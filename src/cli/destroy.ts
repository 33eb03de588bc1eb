/** `hcnet destroy PATH`: takes away what apply made. */
import { Command } from 'commander';
import { carryOut } from './carry-out.ts';
import type { CarryOutOptions } from './carry-out.ts';
import type { Frame } from './run.ts';
import { withDetachedOption, withStateOptions } from './target-options.ts';
import { unprotectOption } from './unprotect-option.ts';

export function destroyCommand({ shell, end }: Frame): Command {
  const command = new Command('destroy')
    .description('Ask, and take away what was made from the design.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .option('--auto-approve', 'carry out the plan without asking')
    .option('--allow-imported', 'delete what was imported too')
    .addOption(unprotectOption())
    .option('--report <file>', 'write what came of it: JSON to a .json file, JUnit to an .xml file')
    .action(async (path: string, options: CarryOutOptions) => {
      end(await carryOut(shell, 'destroy', path, options));
    });
  return withDetachedOption(withStateOptions(command));
}
