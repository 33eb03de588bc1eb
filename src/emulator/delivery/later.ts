/** Waiting, and deliveries that are put off: counted, so that somebody can wait for the end of them. */
import type { Logger } from '../options.ts';

export interface Later<Call> {
  /** With a call: one that is on its way, and that would arrive in a fork as well. */
  readonly wait: (ms: number, call?: Call) => Promise<void>;
  /** Works on the call after that time, unless the emulator has been stopped. */
  readonly run: (ms: number, call: Call) => void;
  /** What is still put off, and the time by the clock when it is due. */
  readonly open: () => readonly Due<Call>[];
  /** Resolves when nothing that was put off is left. */
  readonly settled: () => Promise<void>;
  /** What is put off will not be done any more. */
  readonly stop: () => void;
}

export interface Due<Call> {
  readonly at: number;
  readonly call: Call;
}

export interface LaterParts<Call> {
  readonly clock: () => number;
  /** Absent: waits for real. */
  readonly wait: ((ms: number) => Promise<void>) | undefined;
  readonly work: (call: Call) => void;
  readonly logger: Logger;
}

export function openEnds<Call>({ clock, wait = realWait, work, logger }: LaterParts<Call>): Later<Call> {
  const open = new Map<Due<Call>, Promise<void>>();
  let isStopped = false;
  const hold = (ms: number, call: Call, then: () => void): Promise<void> => {
    const due = { at: clock() + ms, call };
    const done = wait(ms)
      .then(then)
      .finally(() => open.delete(due));
    open.set(due, done);
    return done;
  };
  return {
    wait: (ms, call) => (call === undefined ? wait(ms) : hold(ms, call, nothing)),
    run: (ms, call) => {
      const then = (): void => {
        if (!isStopped) work(call);
      };
      hold(ms, call, then).catch((error: unknown) => {
        logger.error(`A delayed call failed: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    open: () => [...open.keys()],
    settled: async () => {
      while (open.size > 0) await Promise.allSettled(open.values());
    },
    stop: () => {
      isStopped = true;
    },
  };
}

function nothing(): void {
  // Who waits goes on by itself.
}

/** Does not keep a process alive that has nothing else to do. */
function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
