/** Repeating what may succeed later: back-off with full jitter, bounded by time and not by count. */
import { actionTraits } from './actions.ts';
import { CloudError } from './cloud-error.ts';
import type { CloudContext } from '../context.ts';
import { isPassing, type ErrorClass } from './error-class.ts';
import type { Kind } from '../kind.ts';
import { realTiming, type Timing } from '../timing.ts';

/** What it takes to wait. */
export type Patience = Pick<CloudContext, 'clock' | 'random' | 'timing'>;

export function timingOf(context: Patience): Timing {
  return context.timing ?? realTiming;
}

/**
 * How long what a creation made may stay invisible, and how long a call that nobody answered may still be under way.
 * Orders cost money, and calls without a token are not told apart by the cloud: these get twice the time.
 */
export function graceMsOf(context: CloudContext, kind: Kind): number {
  const hasToken =
    kind.create !== undefined && actionTraits(kind.product, kind.create.action).token !== undefined;
  const isCareful = kind.billing === 'order' || !hasToken;
  return timingOf(context).graceMs * (isCareful ? 2 : 1);
}

/** The pause before the attempt that follows `attempt` failed ones. */
export function backoffMs(context: Patience, attempt: number): number {
  const { backoffFirstMs, backoffMostMs } = timingOf(context);
  const most = Math.min(backoffMostMs, backoffFirstMs * 2 ** Math.min(attempt, 20));
  return Math.max(1, Math.round(most * context.random.fraction()));
}

/** The pause before the next look: grows by half each time, and varies by a fifth so that looks spread out. */
export function pollMs(context: Patience, look: number): number {
  const { pollFirstMs, pollMostMs } = timingOf(context);
  const base = Math.min(pollMostMs, pollFirstMs * 1.5 ** Math.min(look, 20));
  return Math.round(base * (0.8 + 0.4 * context.random.fraction()));
}

/** Repeats a call while its failure may pass: one that changes nothing, or that may be sent any number of times. */
export async function readPatiently<T>(
  context: Patience,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
): Promise<T> {
  const until = context.clock.now() + 60_000 * timingOf(context).deadlineFactor;
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof CloudError) || !mayPass(error.class, attempt) || context.clock.now() > until)
        throw error;
      await context.clock.sleep(backoffMs(context, attempt), signal);
    }
  }
}

/** A service that cannot be reached is likely a wrong address or no network: say so soon. */
function mayPass(found: ErrorClass, attempt: number): boolean {
  if (found === 'not-sent') return attempt < 3;
  if (found === 'ambiguous') return attempt < 6;
  return isPassing(found);
}
