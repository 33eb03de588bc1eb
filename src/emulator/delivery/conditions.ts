/** What holds for every call, whatever rules are in force: how far away the cloud is, how much it takes, how late its replicas are. */
import { ApiError } from '../engine/api-error.ts';
import { staleReads } from '../faults/stale-reads.ts';
import type { Force } from '../faults/effects.ts';
import type { SiteOptions } from '../options.ts';

type Chosen = Pick<SiteOptions, 'latencyMs' | 'rate' | 'consistencyMs'>;

export class Conditions {
  readonly #chosen: Chosen;
  readonly #clock: () => number;
  readonly #distance: Force | undefined;
  readonly #lag: Omit<Force, 'seed'> | undefined;
  /** Calls that may come now, up to those of one second. */
  #credit: number;
  #creditAt: number;
  #met = 0;

  constructor(chosen: Chosen, clock: () => number) {
    this.#chosen = chosen;
    this.#clock = clock;
    this.#distance = distanceOf(chosen.latencyMs ?? 0);
    this.#lag = lagOf(chosen.consistencyMs ?? 0);
    this.#credit = mostCredit(chosen.rate ?? 0);
    this.#creditAt = clock();
  }

  fork(clock: () => number): Conditions {
    const other = new Conditions(this.#chosen, clock);
    other.#credit = this.#credit;
    other.#creditAt = this.#creditAt;
    other.#met = this.#met;
    return other;
  }

  /** Counts. */
  meet(): readonly Force[] {
    this.#met += 1;
    const lag = this.#lag === undefined ? undefined : { ...this.#lag, seed: this.#met };
    return [this.#distance, this.#gate(), lag].filter((each) => each !== undefined);
  }

  #gate(): Force | undefined {
    const { rate } = this.#chosen;
    if (rate === undefined) return undefined;
    const now = this.#clock();
    const earned = ((now - this.#creditAt) / 1000) * rate;
    this.#credit = Math.min(mostCredit(rate), this.#credit + earned);
    this.#creditAt = now;
    if (this.#credit < 1) return tooMany((1 - this.#credit) / rate);
    this.#credit -= 1;
    return undefined;
  }
}

/** What one second has room for, and at least one call. */
function mostCredit(rate: number): number {
  return Math.max(rate, 1);
}

/** Half of it there, and half of it back. */
function distanceOf(latencyMs: number): Force | undefined {
  if (latencyMs === 0) return undefined;
  const there = Math.floor(latencyMs / 2);
  return { source: 'latency', seed: 0, effects: { delayMs: there, wire: { delayMs: latencyMs - there } } };
}

function lagOf(consistencyMs: number): Omit<Force, 'seed'> | undefined {
  if (consistencyMs === 0) return undefined;
  // Unverified: how many replicas answer reads; three is what most replicated stores have.
  const fault = { kind: 'stale-reads', forMs: consistencyMs, replicas: 3, share: 1, writes: false } as const;
  return { source: 'consistency', effects: staleReads(fault) };
}

function tooMany(seconds: number): Force {
  const error = new ApiError('Throttling.User', 'Request was denied due to user flow control.');
  const headers = { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
  return { source: 'rate', seed: 0, effects: { refuse: () => error, wire: { headers } } };
}
