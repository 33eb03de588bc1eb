/** How patient the engine is, in milliseconds. */
export interface Timing {
  /** Pause between two looks at a resource that is on its way; grows from the first to the second. */
  readonly pollFirstMs: number;
  readonly pollMostMs: number;
  /** Back-off before a repeated call: the base doubles up to the cap, with full jitter. */
  readonly backoffFirstMs: number;
  readonly backoffMostMs: number;
  /** How long something may stay invisible after it was made. */
  readonly graceMs: number;
  /** Pause before a missing resource is looked for a second time. */
  readonly secondLookMs: number;
  /** Multiplies the deadlines of the kinds. */
  readonly deadlineFactor: number;
}

/**
 * Terraform polls nearly everything every 5 s (terraform-provider-alicloud, alicloud/*.go); a first look after 2 s
 * costs little and ends the many short waits early.
 */
export const realTiming: Timing = {
  pollFirstMs: 2_000,
  pollMostMs: 15_000,
  backoffFirstMs: 500,
  backoffMostMs: 30_000,
  graceMs: 60_000,
  secondLookMs: 5_000,
  deadlineFactor: 1,
};

/** The emulator is quick and consistent. */
export const emulatorTiming: Timing = {
  pollFirstMs: 20,
  pollMostMs: 250,
  backoffFirstMs: 20,
  backoffMostMs: 500,
  graceMs: 500,
  secondLookMs: 20,
  deadlineFactor: 1,
};
