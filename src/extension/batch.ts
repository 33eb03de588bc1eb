/** Collects what comes in quick succession, and hands it on together. */
export interface Batch<T> {
  readonly add: (...items: readonly T[]) => void;
  /** Hands on at once what has been collected. */
  readonly flush: () => void;
}

/** Ten times a second is as often as anybody looks, and leaves a window with hundreds of resources smooth. */
const PAUSE_MS = 100;

export function batch<T>(deliver: (items: readonly T[]) => void, pauseMs = PAUSE_MS): Batch<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = [];
    if (items.length > 0) deliver(items);
  };
  return {
    add: (...items) => {
      waiting.push(...items);
      timer ??= setTimeout(flush, pauseMs);
    },
    flush,
  };
}
