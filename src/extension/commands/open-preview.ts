import { chosenDesign } from '../designs.ts';
import type { AppCommand } from '../parts.ts';

/** Draws the design beside its text. */
export const openPreviewCommand: AppCommand = {
  id: 'hcnet.openPreview',
  run: async ({ panels, inView }, given) => {
    const document = await chosenDesign(given, inView);
    if (document !== undefined) panels.open(document.uri);
  },
};
