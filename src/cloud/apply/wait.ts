/** Waiting until the cloud has done what it said it would do. */
import { EngineError } from '../engine-error.ts';
import { pass } from '../milestones.ts';
import { textOf } from '../value.ts';
import type { Found, Place } from '../look/reader.ts';
import { timingOf } from '../client/patience.ts';
import type { Run } from './run.ts';
import type { Slot } from './scheduler.ts';
import { hasFailed } from '../look/observe.ts';

export interface Wait {
  readonly place: Place;
  readonly id: string;
  readonly until: 'ready' | 'gone';
  readonly minutes: number;
  readonly slot: Slot;
  readonly name: string;
}

/**
 * The ready resource, or `undefined` when it is gone as wanted. Looks of several waiters share their calls. Both are
 * believed at the second look in a row: a replica that lags behind may show what is not true yet, or not any more.
 */
export async function waitUntil(run: Run, wait: Wait): Promise<Found | undefined> {
  const { clock } = run.context;
  const started = clock.now();
  const timing = timingOf(run.context);
  const until = started + wait.minutes * 60_000 * timing.deadlineFactor;
  let status = notListed;
  let wasThere = false;
  const what = `${wait.place.kind.name} ${wait.until}`;
  const elapsed = (): number => clock.now() - started;
  // What has no status is ready as soon as it is listed.
  const expected =
    run.paces.expected(what) ?? (wait.place.kind.status === undefined ? 0 : timing.pollFirstMs);
  if (expected > 0) await wait.slot.pause(() => clock.sleep(expected, run.signal));
  /** A look that begins no earlier cannot be the one before. */
  let next = started;
  for (let inARow = 0; ;) {
    run.signal?.throwIfAborted();
    const lookedAt = clock.now();
    const found = await look(run, wait, { since: next, sharedSince: inARow > 0 ? next : started });
    next = lookedAt + 1;
    status = found === undefined ? notListed : statusOf(wait.place, found);
    wasThere ||= found !== undefined;
    inARow = isOver(wait, found, status) ? inARow + 1 : 0;
    if (inARow === 1) run.paces.took(what, lookedAt - started);
    if (inARow > 0 && (inARow > 1 || !needsConfirming(wait))) {
      pass(run.context, 'ready-seen');
      return found;
    }
    // What has never been seen may stay hidden for a while, which is no time of the operation's own.
    const deadline = wait.until === 'ready' && !wasThere ? until + timing.freshMs : until;
    if (inARow === 0 && clock.now() >= deadline) throw late(wait, status);
    const pause = inARow > 0 ? timing.confirmMs : run.paces.pause(what, elapsed());
    await wait.slot.pause(() => clock.sleep(pause, run.signal));
  }
}

async function look(
  run: Run,
  wait: Wait,
  { since, sharedSince }: { readonly since: number; readonly sharedSince: number },
): Promise<Found | undefined> {
  const [found] = await run.reader.find(
    wait.place,
    { by: 'id', id: wait.id, ...(wait.until === 'ready' ? { sharedSince } : {}) },
    { since, urgency: wait.slot.urgency, signal: run.signal },
  );
  return found;
}

function isOver(wait: Wait, found: Found | undefined, status: string): boolean {
  if (wait.until === 'gone') return found === undefined;
  if (found === undefined) return false;
  if (hasFailed(wait.place.kind, status)) throw failed(wait, status);
  return isReady(wait.place, status);
}

/** Being listed is not taken back. */
function needsConfirming({ until, place }: Wait): boolean {
  return until === 'gone' || place.kind.status !== undefined;
}

function isReady(place: Place, status: string): boolean {
  return place.kind.status === undefined || place.kind.status.ready.includes(status);
}

const notListed = 'not listed yet';

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
