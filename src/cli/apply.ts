/** `hcnet apply PATH`: makes the cloud be as the design says. */
import { Command } from 'commander';
import { carryOut } from './carry-out.ts';
import type { CarryOutOptions } from './carry-out.ts';
import type { Frame } from './run.ts';
import { withPeopleOptions } from './people-options.ts';
import { withDetachedOption, withStateOptions } from './target-options.ts';
import { unprotectOption } from './unprotect-option.ts';

export function applyCommand({ shell, end }: Frame): Command {
  const command = new Command('apply')
    .description('Plan, ask, and make the cloud be as the design says.')
    .argument('<path>', 'a .hcnet file, or the folder of a design')
    .option('--auto-approve', 'carry out the plan without asking')
    .option('--plan <file>', 'carry out the plan that hcnet plan -o wrote, without asking')
    .option('--delete-orphans', 'delete what carries the tags of this design and is in no state')
    .option('--allow-delete', 'delete circuits, CENs, transit routers, ECRs and VPN gateways too')
    .option('--allow-imported', 'delete or replace what was imported')
    .option('--allow-many', 'delete or replace more than a fifth of the resources')
    .option('--allow-outage', 'interrupt what the design expects to work')
    .option('--approve-billing', 'place orders that are paid at once')
    .addOption(unprotectOption())
    .option('--report <file>', 'write what came of it: JSON to a .json file, JUnit to an .xml file')
    .action(async (path: string, options: CarryOutOptions) => {
      end(await carryOut(shell, 'apply', path, options));
    });
  return withDetachedOption(withStateOptions(withPeopleOptions(command)));
}
