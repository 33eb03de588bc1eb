/** How many calls a second: as many as the cloud takes, found out by asking for more until it says no. */
import type { CloudContext } from './context.ts';
import type { Limit } from './rates.ts';

export interface Bucket {
  /** Resolves when it is one's turn, in the order of asking. */
  readonly take: () => Promise<void>;
  /** The cloud said that it was too much. */
  readonly tooMuch: (retryAfterMs: number | undefined) => void;
}

const leastPerSecond = 0.2;

/** Additive steps up and halving down share what there is fairly among all who do the same. */
const growPerTenSeconds = 1.1;

const burstMs = 250;

/** Refusals that belong to calls which were under way together count once. */
const deafMs = 1_000;

export function bucket(context: CloudContext, limit: Limit): Bucket {
  const { clock, random } = context;
  let perSecond = limit.perSecond;
  let isFindingOut = true;
  let changedAt = clock.now();
  let nextAt = 0;

  const grow = (now: number): void => {
    const seconds = (now - changedAt) / 1000;
    // At first twice as much with each second without a refusal, as TCP does.
    const step = isFindingOut ? 1 : 10;
    if (seconds < step) return;
    const factor = isFindingOut ? 2 : growPerTenSeconds;
    perSecond = Math.min(limit.most, perSecond * factor ** Math.floor(seconds / step));
    changedAt = now;
  };
  /** Whoever waits is told late when its turn is: meanwhile it may get quicker, or the cloud may ask for a pause. */
  const first = async (): Promise<void> => {
    for (;;) {
      const now = clock.now();
      grow(now);
      // What was not used just now may be used in a short burst.
      const turn = Math.max(now - burstMs, nextAt);
      if (turn <= now) {
        nextAt = turn + 1000 / perSecond;
        return;
      }
      await clock.sleep(turn - now);
    }
  };
  let line = Promise.resolve();
  return {
    take: () => {
      line = line.then(first);
      return line;
    },
    tooMuch: (retryAfterMs) => {
      const now = clock.now();
      if (retryAfterMs !== undefined)
        nextAt = Math.max(nextAt, now + retryAfterMs * (1 + random.fraction() / 5));
      if (!isFindingOut && now - changedAt < deafMs) return;
      isFindingOut = false;
      perSecond = Math.max(leastPerSecond, perSecond / 2);
      changedAt = now;
    },
  };
}
