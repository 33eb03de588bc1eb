import { runOnCloud } from '../cloud-run.ts';
import { tellOutcome } from '../outcome.ts';
import type { AppCommand } from '../parts.ts';

/** Takes away what was made from the design, after asking. */
export const destroyCommand: AppCommand = {
  id: 'hcnet.destroy',
  run: async (parts, given) => {
    const result = await runOnCloud(parts, { subcommand: 'destroy', title: 'Destroying' }, given);
    if (result !== undefined) tellOutcome(parts, result);
    return result?.report;
  },
};
