/** What an entry point chooses when it starts the emulator, as a program or in its own process. */
import type { EmulatorCredential } from './credentials.ts';
import type { CircuitHint } from './engine/types.ts';
import type { FaultRule } from './faults/rule.ts';
import type { BucketOptions } from './oss/buckets.ts';

export interface EmulatorOptions extends SiteOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Where the cloud is kept between runs; absent: in memory only. */
  readonly storage?: EmulatorStorage;
  /** Outlives a kill of this very process, which `storage` does only up to its last save; the better of the two wins. */
  readonly ledgerFile?: LedgerFile;
  /**
   * Lets others on this machine add faults under `/_hcnet/` and with the form on the page. Without a key of their
   * own choice they need the one that RunningEmulator names.
   */
  readonly control?: true | { readonly key: string };
}

/** What of it does not depend on the way in which requests come. */
export interface SiteOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** A seed for runs that repeat exactly, or a source of numbers in [0, 1). */
  readonly random?: number | (() => number);
  /** Who may sign; absent: the demo account. */
  readonly credentials?: readonly EmulatorCredential[];
  /** How long the temporary keys of STS live, whatever was asked for; absent: as asked, 15 minutes at least. */
  readonly temporaryKeyMs?: number;
  /** How long each asynchronous status lasts; 300 ms is pleasant to watch, tests take 0 to 20. */
  readonly transitionMs?: number;
  /** The same for single kinds, by the name that the page shows: `vpn-gateway`. */
  readonly transitionMsOf?: Readonly<Record<string, number>>;
  /** By which share of itself each such time varies, 0 to 1, as `random` has it. */
  readonly jitter?: number;
  /** From a request to its answer, besides what the work takes. */
  readonly latencyMs?: number;
  /** Calls per second that are taken; the others are refused with Throttling.User and Retry-After. */
  readonly rate?: number;
  /**
   * Reads lag behind writes by up to this: each of several replicas by a time of its own for each change, and each
   * read asks any one of them. What is new may be hidden, what is gone or changed still be shown as it was.
   */
  readonly consistencyMs?: number;
  /**
   * A design may name circuits that people ordered long ago. With this (the default) an unknown `pc-` id
   * that somebody asks for by name turns out to be an enabled circuit.
   */
  readonly adoptUnknownCircuits?: boolean;
  /** What is known about such circuits, by id; circuits named here exist from the start. */
  readonly circuits?: Readonly<Record<string, CircuitHint>>;
  /** Buckets of the object storage that exist from the start. */
  readonly buckets?: Readonly<Record<string, BucketOptions>>;
  /** With this (the default) the first object that is put into an unknown bucket makes the bucket. */
  readonly makesBuckets?: boolean;
  readonly logger?: Logger;
  /** What goes wrong from the start. */
  readonly faults?: readonly FaultRule[];
  /** Called when a rule has hit a call: after the commit, before the answer. Killing the client fits here. */
  readonly onFault?: (hit: FaultHit) => void;
  /** For latency and late commits; the default waits for real. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface FaultHit {
  readonly ruleId: string;
  readonly kind: string;
  readonly action: string;
  /** Empty when the request never reached the cloud. */
  readonly requestId: string;
}

/** A file that is only appended to. */
export interface LedgerFile {
  load(): Promise<string | undefined>;
  /** Returns when the text would survive a kill of this process: written to the file, though not necessarily to the disk. */
  append(text: string): void;
}

/** Text in, text out: the disk belongs to the entry point. */
export interface EmulatorStorage {
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
}

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

function nothing(): void {
  // A logger for callers that want none.
}
