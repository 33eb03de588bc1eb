import { reveal } from '../diagram/reveal.ts';
import type { AppCommand } from '../parts.ts';
import type { StateNode } from '../state/tree.ts';

/** Of a row of the view "State": shows where its element is declared. */
export const revealResourceCommand: AppCommand = {
  id: 'hcnet.revealResource',
  run: async ({ state, language, panels }, given) => {
    const design = state.design();
    const address = (given as StateNode | undefined)?.address;
    if (design === undefined || address === undefined) return;
    const { places } = await language.diagram(design.toString());
    await reveal(places, { path: address, preserveFocus: true }, panels.column());
  },
};
