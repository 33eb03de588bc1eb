/**
 * What a run of the headless tool (`hcnet plan|apply|destroy --events`) and the extension say to each other, one JSON
 * object a line: events on the tool's standard output, answers on its standard input. When its input ends, nobody is
 * there any more to watch: the tool then finishes what is on its way, saves, and starts nothing new.
 *
 * A run with `--detached FOLDER` goes on instead, once it was approved, since a plan that is carried out half way is
 * what nobody has asked for. Its output is a file in that folder, where another window reads what happened meanwhile
 * and what happens next; a file named `stop` there does what the answer `cancel` does.
 */

import type { BillingItemId } from '../model/catalog/billing.ts';

/** The message of a tool that VS Code has started and that has nothing to sign with, so that it can offer a sign-in. */
export const NOT_SIGNED_IN =
  'nobody is signed in to Alibaba Cloud, and no other credentials were found on this machine';

export type RunEvent =
  /** Worth reading, and no reason to stop. */
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'plan'; readonly plan: ShownPlan }
  /** The tool waits for `approve` or `refuse`. Comes once, after `plan`, unless there is nothing to do. */
  | { readonly type: 'question' }
  | { readonly type: 'progress'; readonly progress: ShownProgress }
  | { readonly type: 'end'; readonly report: ShownReport }
  /** The run is over because of this. */
  | {
      readonly type: 'failure';
      readonly message: string;
      readonly hint: string | undefined;
      /** Names of secrets without a value, of those that may be handed over; absent or empty when none lacks. */
      readonly missingSecrets?: readonly string[] | undefined;
    };

export type RunAnswer =
  /** With `guards`: the guards of the plan were shown, and are meant to be passed. */
  | { readonly type: 'approve'; readonly guards?: true }
  | { readonly type: 'refuse' }
  | { readonly type: 'cancel' }
  /** Unasked: the first line to a tool that was started with `--handover`, and again whenever something has changed. */
  | { readonly type: 'secrets'; readonly handover: Handover };

/**
 * What the extension keeps for the tool. It travels here and nowhere else: not in arguments and not in the
 * environment, which other processes can read, and in no file.
 */
export interface Handover {
  /** Of the sign-in for this target; absent when nobody is signed in. */
  readonly credentials?: HandedCredentials | undefined;
  /** Values of `secret NAME` and `secret vscode "NAME"`, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether a profile may start a program that prints credentials: only in a trusted workspace. */
  readonly mayRunPrograms: boolean;
}

export interface HandedCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

export interface ShownPlan {
  readonly stack: string;
  /** `Alibaba Cloud`, or `emulator at 127.0.0.1:4711`. */
  readonly target: string;
  readonly account: string | undefined;
  /** Who would carry it out. */
  readonly identity: ShownIdentity;
  readonly purpose: 'apply' | 'destroy';
  readonly changes: ChangeCounts;
  /** In the order in which they are carried out. */
  readonly steps: readonly ShownStep[];
  /** Why the plan cannot be carried out; empty when it can. */
  readonly problems: readonly ShownNote[];
  readonly notes: readonly ShownNote[];
  /** The longest chain of steps that wait for each other, and how long they are waited for at most. */
  readonly pace: { readonly chain: readonly string[]; readonly mostMinutes: number };
  /** What of the design's traffic is hit; interruptions first. */
  readonly traffic: readonly ShownTraffic[];
  /** What it must not do unless somebody says so. */
  readonly guards: readonly ShownGuard[];
}

export interface ShownTraffic {
  /** Paths of both ends. */
  readonly from: string;
  readonly to: string;
  readonly is: 'interrupted' | 'degraded';
  /** Whether it stays so. */
  readonly lasts: boolean;
  /** The steps that bring it about. */
  readonly addresses: readonly string[];
  /** Failures that it does not survive meanwhile: `any 1 circuit`. */
  readonly exposedTo: readonly string[];
  readonly source?: ShownPlace | undefined;
}

export interface ShownGuard {
  /** `protected`, `precious`, `many`, `billing`, `outage`. */
  readonly code: string;
  readonly message: string;
  readonly addresses: readonly string[];
  /** The option that lets it pass; absent: nothing but a change of the design does. */
  readonly allow?: string | undefined;
}

export interface ShownIdentity {
  readonly account: string;
  readonly arn: string;
  /** `Account`, `RAMUser`, `AssumedRoleUser`. */
  readonly type: string;
  /** Where the credentials come from: `environment`, `profile 'work' of ~/.aliyun/config.json`. */
  readonly credentials: string;
}

export interface ChangeCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly adopt: number;
  /** Resources that are known under another address from now on. */
  readonly move: number;
  /** Steps that people have to take, such as ordering a circuit. */
  readonly people: number;
}

export interface ShownStep {
  readonly address: string;
  readonly kind: string;
  readonly action: ShownAction;
  readonly title: string;
  readonly reasons: readonly ShownReason[];
  readonly source?: ShownPlace | undefined;
  /** Why it has to be, where no attribute tells. */
  readonly why?: string | undefined;
  /** For `move`: the address that it had. */
  readonly from?: string | undefined;
  readonly dependencies?: readonly string[] | undefined;
  /** Addresses whose resources go first; with its own among them, the old one makes way for the new one. */
  readonly afterRemovalOf?: readonly string[] | undefined;
  /** Addresses whose steps come first, though it does not refer to them. */
  readonly afterMakingOf?: readonly string[] | undefined;
  /** What people have to do. */
  readonly instruction?: string | undefined;
  /** What it begins, changes, renews or ends of what is billed. */
  readonly bills?: readonly ShownBill[] | undefined;
}

export interface ShownBill {
  readonly item: BillingItemId;
  readonly change: 'begins' | 'ends' | 'changes' | 'renews' | 'goes-on';
}

export type ShownAction =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'adopt'
  | 'move'
  | 'resume'
  | 'forget'
  | 'people'
  | 'wait-external';

export interface ShownReason {
  readonly attribute: string;
  readonly asked?: unknown;
  readonly seen?: unknown;
  readonly wanted?: unknown;
  /** Why it takes a new resource. */
  readonly needsNew?: 'fixed' | 'moved' | undefined;
}

export interface ShownNote {
  readonly message: string;
  readonly address?: string | undefined;
  readonly source?: ShownPlace | undefined;
}

export interface ShownPlace {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

export interface ShownProgress {
  readonly address: string;
  readonly action: string;
  readonly title: string;
  readonly phase: 'started' | 'waiting' | 'done' | 'failed';
  /** Why it failed, or what is in the way of one that waits. */
  readonly message?: string | undefined;
  /** Steps that are over, of how many. */
  readonly done: number;
  readonly total: number;
}

export interface ShownReport {
  /** `waiting`: everything else is done, and people have to act. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'waiting';
  readonly results: readonly ShownResult[];
}

export interface ShownResult {
  readonly address: string;
  readonly action: string;
  readonly title: string;
  readonly result: 'done' | 'failed' | 'not-started' | 'waiting';
  readonly message?: string | undefined;
  /** For `not-started`: the step that failed first. */
  readonly because?: string | undefined;
  readonly source?: ShownPlace | undefined;
}

/** One line of a tool of the same version; `undefined` when it is none of ours. */
export function parseRunEvent(line: string): RunEvent | undefined {
  return parse<RunEvent>(line, ['note', 'plan', 'question', 'progress', 'end', 'failure']);
}

/** `undefined` when it is none of ours. */
export function parseRunAnswer(line: string): RunAnswer | undefined {
  return parse<RunAnswer>(line, ['approve', 'refuse', 'cancel', 'secrets']);
}

function parse<T extends { readonly type: string }>(
  line: string,
  types: readonly T['type'][],
): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Something else that was printed on the same stream.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  // Both sides are built from this file, so the type tells the rest of the shape.
  return types.includes(value.type as T['type']) ? (value as T) : undefined;
}
