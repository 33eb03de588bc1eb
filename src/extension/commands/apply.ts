import { runOnCloud } from '../cloud-run.ts';
import { tellOutcome } from '../outcome.ts';
import type { AppCommand } from '../parts.ts';

/** Plans, asks, and makes the cloud be as the design says. */
export const applyCommand: AppCommand = {
  id: 'hcnet.apply',
  run: async (parts, given) => {
    const result = await runOnCloud(parts, { subcommand: 'apply', title: 'Applying' }, given);
    if (result !== undefined) tellOutcome(parts, result);
    return result?.report;
  },
};
