/** What the engine needs from outside. An entry point builds it; tests build it from doubles. */
import type { SecretRef } from '../model/topology.ts';
import type { FileStore } from './file-store.ts';
import type { Milestone } from './milestones.ts';
import type { ProductName } from './products.ts';
import type { Timing } from './timing.ts';
import type { Wire } from './value.ts';

export interface CloudContext {
  /** Names the design in the cloud: tag value, prefix of names, folder of the state. */
  readonly stack: string;
  /** For people: `Alibaba Cloud`, or `emulator at 127.0.0.1:4711`. */
  readonly target: string;
  readonly client: CloudClient;
  /** Where this stack's state is. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: SecretSource;
  readonly logger: Logger;
  readonly owner: Owner;
  /** Absent: `realTiming`. */
  readonly timing?: Timing;
  /** How many calls a second each action takes, where that is known better than here; `*` for all others. */
  readonly limits?: Limits;
  /** Asks somebody to sign in again, and tells whether they did; absent where nobody can be asked. */
  readonly signIn?: (why: string) => Promise<boolean>;
  /** Keeps a state that could not be saved where it belongs. */
  readonly rescue?: (serial: number, text: string) => Promise<void>;
  /** For tests of what happens when the process ends there. */
  readonly onMilestone?: (milestone: Milestone) => void;
}

export interface CloudRequest {
  readonly product: ProductName;
  readonly action: string;
  /** Chooses the endpoint; sent as RegionId only where the action takes one. */
  readonly region: string;
  readonly parameters: Readonly<Record<string, Wire>>;
  /** The client asks it right before the request leaves, each time that it does; a rejection keeps it here. */
  readonly before?: () => Promise<void>;
  /** Among calls that wait for their turn, the most urgent leaves first; see `Task.height`. */
  readonly urgency?: number;
}

export type Answer = Readonly<Record<string, unknown>>;

export interface CloudClient {
  /** Sends one request once. Rejects with a `CloudError`. */
  readonly call: (request: CloudRequest) => Promise<Answer>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects with the signal's reason when the signal aborts first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Random {
  readonly uuid: () => string;
  /** From 0 up to, and not including, 1. */
  readonly fraction: () => number;
}

export interface SecretSource {
  /** `undefined` when there is no such secret. */
  readonly read: (ref: SecretRef) => Promise<string | undefined>;
  /** See `secret-version.ts`; absent, or `undefined`, where there is no key to make one with. */
  readonly version?: (ref: SecretRef) => Promise<string | undefined>;
}

export interface Logger {
  readonly debug: (message: string) => void;
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
}

/** Who holds the lock, so that a lock of a dead process can be told from a live one. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly user?: string;
  /** Changes with each start of the machine; absent where the system does not tell. */
  readonly boot?: string;
  /** Among which processes the number counts: a container has its own. Absent where the system does not tell. */
  readonly processes?: string;
  /** When the process started, in the system's own words; empty when that is not told, `undefined` when it has ended. */
  readonly startedAt: (pid: number) => string | undefined;
}

/** Instead of what `rates.ts` knows, for a cloud with other limits; calls a second. */
export interface Limits {
  readonly actions?: Readonly<Record<string, number>>;
  /** Each action that has no entry. */
  readonly action?: number;
  /** All actions of a product together. */
  readonly product?: number;
  /** All of them. */
  readonly account?: number;
}
