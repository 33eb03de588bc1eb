import { changeCloud } from '../cloud-run.ts';
import type { AppCommand } from '../parts.ts';

/** Takes away what was made from the design, after asking. */
export const destroyCommand: AppCommand = {
  id: 'hcnet.destroy',
  run: async (parts, given) => (await changeCloud(parts, 'destroy', given))?.report,
};
