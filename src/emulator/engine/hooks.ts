/** Where somebody may reach into the way of one call through the cloud. */
import type { Change, Resource, World } from './types.ts';

export interface ExecuteHooks {
  /** As if the client token had never been seen. */
  readonly forgetsToken?: boolean;
  /** Other changes in place of those that the handler wants. */
  readonly changes?: (changes: readonly Change[], world: World) => readonly Change[];
  readonly committed?: (done: Commitment) => void;
}

/** What was changed, and what each resource was before: `undefined` for a new one. */
export interface Commitment {
  readonly changes: readonly Change[];
  readonly before: readonly (Resource | undefined)[];
}

/** Reads take no token and are no client's change, even when they bring something in. */
export function isReadAction(action: string): boolean {
  return /^(Describe|List|Get|Check|Head)/.test(action);
}
