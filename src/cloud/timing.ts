import type { Limits } from './context.ts';

/** How patient the engine is, in milliseconds. */
export interface Timing {
  /** The longest and, where nothing is known yet, the first pause between looks at what is on its way; see `paces.ts`. */
  readonly pollFirstMs: number;
  readonly pollMostMs: number;
  /** Pause before the second look that confirms a status, which a lagging replica may have shown too early. */
  readonly confirmMs: number;
  /** Back-off before a repeated call: the base doubles up to the cap, with full jitter. */
  readonly backoffFirstMs: number;
  readonly backoffMostMs: number;
  /** How long something may stay invisible after it was made, or a call without an answer may still be under way. */
  readonly graceMs: number;
  /** Pause before a missing resource is looked for a second time. */
  readonly secondLookMs: number;
  /** What was ready so recently is not taken for gone when it cannot be seen: replicas lag behind. */
  readonly freshMs: number;
  /** A look at the cloud that is older than this is repeated before something is created on the strength of it. */
  readonly lookMs: number;
  /** How long a session may be said to be up after it went down: its hold time. */
  readonly holdMs: number;
  /** Multiplies the deadlines of the kinds. */
  readonly deadlineFactor: number;
}

/**
 * Terraform polls nearly everything every 5 s (terraform-provider-alicloud, alicloud/*.go); a first look after 2 s
 * costs little and ends the many short waits early. The grace covers calls that take
 * effect up to two minutes after their time-out, as the fault campaign makes them do.
 */
export const realTiming: Timing = {
  pollFirstMs: 2_000,
  pollMostMs: 15_000,
  confirmMs: 300,
  backoffFirstMs: 500,
  backoffMostMs: 30_000,
  graceMs: 150_000,
  secondLookMs: 20_000,
  freshMs: 600_000,
  lookMs: 60_000,
  // The suggested hold time of BGP (RFC 4271, 10).
  holdMs: 90_000,
  deadlineFactor: 1,
};

/** The emulator takes all calls, unless it is told not to. */
export const emulatorLimits: Limits = { action: 10_000, product: 10_000, account: 10_000 };

/** The emulator is quick and consistent. */
export const emulatorTiming: Timing = {
  pollFirstMs: 20,
  pollMostMs: 250,
  confirmMs: 10,
  backoffFirstMs: 20,
  backoffMostMs: 500,
  graceMs: 500,
  secondLookMs: 20,
  freshMs: 0,
  lookMs: 60_000,
  holdMs: 20,
  deadlineFactor: 1,
};

/** How long a call may take to come about, for kinds that say nothing else. */
export const defaultMinutes = 5;
