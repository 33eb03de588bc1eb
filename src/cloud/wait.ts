/** Waiting until the cloud has done what it said it would do. */
import { EngineError } from './engine-error.ts';
import { textOf } from './observe.ts';
import type { Found, Place } from './reader.ts';
import { pollMs, timingOf } from './patience.ts';
import type { Run } from './run.ts';
import type { Slot } from './scheduler.ts';

export interface Wait {
  readonly place: Place;
  readonly id: string;
  readonly until: 'ready' | 'gone';
  readonly minutes: number;
  readonly slot: Slot;
  readonly name: string;
}

/** The ready resource, or `undefined` when it is gone as wanted. Looks of several waiters share their calls. */
export async function waitUntil(run: Run, wait: Wait): Promise<Found | undefined> {
  const { clock } = run.context;
  const started = clock.now();
  const timing = timingOf(run.context);
  const until = started + wait.minutes * 60_000 * timing.deadlineFactor;
  let status = 'not listed yet';
  for (let look = 0; ; look += 1) {
    run.signal?.throwIfAborted();
    const since = Math.max(started, clock.now() - timing.pollFirstMs / 2);
    const [found] = await run.reader.find(
      wait.place,
      { by: 'id', id: wait.id },
      { since, signal: run.signal },
    );
    if (wait.until === 'gone' && found === undefined) return undefined;
    if (found !== undefined) {
      status = statusOf(wait.place, found);
      if (wait.until === 'ready') {
        if (isReady(wait.place, status)) return found;
        if (wait.place.kind.status?.failed?.includes(status) === true) throw failed(wait, status);
      }
    }
    if (clock.now() >= until) throw late(wait, status);
    await wait.slot.pause(() => clock.sleep(pollMs(run.context, look), run.signal));
  }
}

export function isReady(place: Place, status: string): boolean {
  return place.kind.status === undefined || place.kind.status.ready.includes(status);
}

function statusOf(place: Place, found: Found): string {
  const field = place.kind.status?.field;
  return field === undefined ? 'listed' : (textOf(found.item[field]) ?? 'unknown');
}

function failed(wait: Wait, status: string): EngineError {
  return new EngineError(
    'failed',
    `${wait.name} (${wait.id}) ended in status '${status}'; the next plan offers to replace it`,
  );
}

function late(wait: Wait, status: string): EngineError {
  const wanted = wait.until === 'gone' ? 'is still there' : 'is not ready';
  return new EngineError(
    'timeout',
    `${wait.name} (${wait.id}) ${wanted} after ${wait.minutes} minutes, its status is '${status}'; run apply again to go on waiting`,
  );
}
