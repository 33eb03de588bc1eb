/** How many calls a second: as many as the cloud takes, found out by asking for more until it says no. */
import type { CloudContext } from '../context.ts';
import type { Limit } from './rates.ts';

export interface Bucket {
  /**
   * Resolves when it is one's turn: the most urgent first, and in the order of asking among equals. Nobody waits much
   * longer than some seconds for others.
   */
  readonly take: (urgency?: number) => Promise<void>;
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
  const turn = async (): Promise<void> => {
    for (;;) {
      const now = clock.now();
      grow(now);
      // What was not used just now may be used in a short burst.
      const at = Math.max(now - burstMs, nextAt);
      if (at <= now) {
        nextAt = at + 1000 / perSecond;
        return;
      }
      await clock.sleep(at - now);
    }
  };
  const waiting: Waiting[] = [];
  let isServing = false;
  const serve = async (): Promise<void> => {
    if (isServing) return;
    isServing = true;
    while (waiting.length > 0) {
      await turn();
      waiting.splice(nextOf(waiting, clock.now()), 1)[0]?.go();
    }
    isServing = false;
  };
  return {
    take: (urgency = 0) =>
      new Promise((go) => {
        waiting.push({ urgency, since: clock.now(), go });
        void serve();
      }),
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

interface Waiting {
  readonly urgency: number;
  readonly since: number;
  readonly go: () => void;
}

const mostMs = 10_000;

/** In the order of asking: the first who has waited too long, else the most urgent. */
function nextOf(waiting: readonly Waiting[], now: number): number {
  const [first] = waiting;
  if (first === undefined || now - first.since > mostMs) return 0;
  const urgency = Math.max(...waiting.map((each) => each.urgency));
  return waiting.findIndex((each) => each.urgency === urgency);
}
