import type { AppCommand } from '../parts.ts';

/** Reads again what the state knows. */
export const refreshStateCommand: AppCommand = {
  id: 'hcnet.refreshState',
  run: ({ state }) => state.refresh(),
};
