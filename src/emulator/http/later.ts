/** Waiting, and work that is put off: counted, so that somebody can wait for the end of it. */
import type { Logger } from '../options.ts';
import type { Later } from './delivery.ts';

export interface OpenEnds extends Later {
  /** Resolves when nothing that was put off is left. */
  settled(): Promise<void>;
  /** What is put off will not be done any more. */
  stop(): void;
}

export function openEnds(wait: ((ms: number) => Promise<void>) | undefined, logger: Logger): OpenEnds {
  const open = new Set<Promise<void>>();
  const pause = wait ?? realWait;
  let isStopped = false;
  return {
    wait: (ms) => (ms > 0 ? pause(ms) : Promise.resolve()),
    run: (ms, work) => {
      const done = pause(ms)
        .then(() => {
          if (!isStopped) work();
        })
        .catch((error: unknown) => {
          logger.error(`A delayed call failed: ${error instanceof Error ? error.message : String(error)}`);
        })
        .finally(() => open.delete(done));
      open.add(done);
    },
    settled: async () => {
      while (open.size > 0) await Promise.all(open);
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** Does not keep a process alive that has nothing else to do. */
function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
