/** The words the emulator is written in: resources, calls, what a handler answers, what it wants changed. */
import type { Caller } from '../credentials.ts';
import type { TemporaryKeys } from '../temporary-keys.ts';
import type { ResourceModel } from './model.ts';

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

export type Fields = Readonly<Record<string, Json | undefined>>;

export const products = [
  'vpc',
  'cbn',
  'expressconnectrouter',
  'privatelink',
  'cms',
  'pvtz',
  'ecs',
  'sts',
] as const;

export type Product = (typeof products)[number];

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** One thing that exists in the emulated cloud. Never changed in place: a change is a new object under the same id. */
export interface Resource {
  readonly kind: string;
  readonly id: string;
  /** Order of creation over all kinds; lists are sorted by it, so that pages are stable. */
  readonly order: number;
  /** Empty for kinds that belong to no region (CEN, ECR, alert rules). */
  readonly region: string;
  /** Account id of the owner. */
  readonly owner: string;
  readonly status: string;
  /** What the caller wrote and what the cloud added, under the names the read actions use. */
  readonly fields: Fields;
  readonly tags: readonly Tag[];
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly transition?: Transition;
}

/** A way through statuses that the clock walks. Until it ends the resource is busy. */
export interface Transition {
  readonly steps: readonly TransitionStep[];
  /** What nobody else may write to meanwhile, for example `ecr:ecr-abc`. */
  readonly locks: readonly string[];
  /** A timed change that leaves the resource usable meanwhile: a running drill that ends by itself. */
  readonly idle?: boolean;
  /** Time does not move it on until somebody releases what this names: a fault rule. */
  readonly held?: string;
}

export interface TransitionStep {
  readonly at: number;
  /** `null` means the resource is gone. */
  readonly status: string | null;
}

export interface Call {
  readonly product: Product;
  readonly action: string;
  /** RegionId of the request, or empty. */
  readonly region: string;
  readonly params: Fields;
  /** Empty for a call that nobody signed. */
  readonly accountId: string;
  /** Who in that account; absent: the account itself. */
  readonly caller?: Caller;
  readonly requestId: string;
}

/** What a handler may see. It changes nothing: it answers, and names the changes it wants. */
export interface World {
  readonly now: number;
  readonly settings: WorldSettings;
  find(kind: string, id: string): Resource | undefined;
  list(kind: string): readonly Resource[];
  /** Resources of a kind whose field holds the text, by an index. */
  having(kind: string, field: string, value: string): readonly Resource[];
  /** Resources on their way from one status to another. */
  busy(): readonly Resource[];
  /** The description of a kind; an unknown kind is a bug. */
  model(kind: string): ResourceModel;
  newId(prefix: string): string;
  /** How long the next status of such a resource lasts. */
  lasts(kind: string): number;
  nextOrder(): number;
}

export interface WorldSettings {
  /** How long each asynchronous status lasts. */
  readonly transitionMs: number;
  /** Where it is another time for one kind. */
  readonly transitionMsOf: Readonly<Record<string, number>>;
  /** By which share of itself each such time varies. */
  readonly jitter: number;
  readonly adoptUnknownCircuits: boolean;
  readonly circuits: Readonly<Record<string, CircuitHint>>;
  /** The accounts that exist here. */
  readonly accounts: readonly string[];
  readonly temporaryKeys: TemporaryKeys;
  /** How long temporary keys live, whatever was asked for; absent: as asked. */
  readonly temporaryKeyMs?: number;
}

/** What the emulator should say about a circuit that it meets for the first time. */
export interface CircuitHint {
  readonly regionId?: string;
  readonly accessPointId?: string;
  readonly portType?: string;
  /** Mbit/s. */
  readonly bandwidth?: number;
  readonly lineOperator?: string;
  readonly name?: string;
  readonly status?: string;
  /** A share of a partner's circuit. */
  readonly hosted?: boolean;
}

export interface Change {
  readonly op: 'create' | 'update' | 'delete';
  readonly resource: Resource;
}

export interface Result {
  readonly answer: Fields;
  readonly changes?: readonly Change[];
}

export type Handler = (call: Call, world: World) => Result;
