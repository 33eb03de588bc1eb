import type { AppCommand } from '../parts.ts';

/** Stops the window's own emulator. What was created there is kept for the next start. */
export const stopEmulatorCommand: AppCommand = {
  id: 'hcnet.stopEmulator',
  run: ({ emulator }) => emulator.stop(),
};
