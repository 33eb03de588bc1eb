import type { CloudClient } from '../context.ts';

/** For work on a state alone: a call would be a bug. */
export const rejectingClient: CloudClient = {
  call: ({ action }) => Promise.reject(new Error(`bug: ${action} was called where no cloud is needed`)),
};
