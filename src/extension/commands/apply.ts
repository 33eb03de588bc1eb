import { changeCloud } from '../cloud-run.ts';
import type { AppCommand } from '../parts.ts';

/** Plans, asks, and makes the cloud be as the design says. */
export const applyCommand: AppCommand = {
  id: 'hcnet.apply',
  run: async (parts, given) => (await changeCloud(parts, 'apply', given))?.report,
};
