/**
 * What a fault does to one call, in the order in which a call passes: arrival, cloud, answer, wire.
 * It remembers nothing from one call to the next: what must be counted is counted where a fork can copy it.
 */
import type { ApiError } from '../engine/api-error.ts';
import type { Commitment } from '../engine/hooks.ts';
import type { SeededRandom } from '../engine/random.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';
import type { Shadow } from './shadows.ts';

export interface Effects {
  /** The request is looked at this many milliseconds late. */
  readonly delayMs?: number;
  /** By how much the cloud's clock is wrong while it looks at the request. */
  readonly skewMs?: number;
  /** The request never reaches the cloud. */
  readonly dropped?: HangUp | Unsent;
  /** The cloud works on the request only later; what the caller gets meanwhile is on the wire. */
  readonly lateMs?: number;
  /** The cloud gets the same request once more, this many milliseconds after the first time. */
  readonly againMs?: number;
  /** Refuses instead of working on the call. */
  readonly refuse?: (call: Asked) => ApiError | undefined;
  /** Something else happens in the cloud just before. */
  readonly before?: (call: Call, cloud: ForeignHand) => void;
  /** The cloud has forgotten that it saw the client token. */
  readonly forgetsToken?: boolean;
  readonly changes?: (changes: readonly Change[], world: World) => readonly Change[];
  /** What reads show for a while instead of what was committed. */
  readonly shadows?: (done: Commitment, now: number, random: SeededRandom) => readonly Shadow[];
  /** Refuses although the call was committed. */
  readonly refuseAfter?: () => ApiError;
  readonly answer?: (body: Fields) => Fields;
  readonly wire?: Wire;
  /** Object storage: somebody else creates the object just before, with this text. */
  readonly race?: string;
  /** Object storage: lists show the bucket as it was so many milliseconds ago. */
  readonly listLagMs?: number;
}

/** Effects, and where they come from. */
export interface Force {
  readonly effects: Effects;
  /** Id of the rule, or a name of what always holds: what was held or hidden is let go when it ends. */
  readonly source: string;
  /** Absent for what always holds. */
  readonly kind?: string;
  /** For what chance decides in this call. */
  readonly seed: number;
}

/** What a refusal may depend on. */
export type Asked = Pick<Call, 'action' | 'params'> & { readonly product: string };

/** `reset` breaks the connection, `silence` keeps it open and never answers. */
export type HangUp = 'reset' | 'silence';

/** The client cannot even send it; the code is that of its platform. */
export interface Unsent {
  readonly code: string;
}

/** How an answer travels. */
export interface Wire {
  readonly lost?: HangUp;
  /** The connection breaks in the middle of the headers or of the body. */
  readonly cut?: 'headers' | 'body';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: (json: string) => string;
  readonly delayMs?: number;
  /** The body comes in pieces of this many bytes, with a pause after each. */
  readonly drip?: Drip;
}

export interface Drip {
  readonly bytes: number;
  readonly everyMs: number;
}

/** Another person, or another program, at work in the same account. */
export interface ForeignHand {
  world(): World;
  byId(id: string): Resource | undefined;
  change(by: Resource, changes: readonly Change[]): void;
}
