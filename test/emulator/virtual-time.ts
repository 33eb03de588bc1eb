/** A clock that moves only when somebody moves it, and those who wait for it. */
export interface VirtualTime {
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Moves the clock, stopping at each time that somebody waits for. */
  pass(ms: number): Promise<void>;
}

export function virtualTime(start = Date.now()): VirtualTime {
  let now = start;
  const waiting: { readonly at: number; readonly go: () => void }[] = [];
  const next = (until: number) => waiting.filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    clock: () => now,
    wait: (ms) =>
      new Promise((go) => {
        waiting.push({ at: now + ms, go });
      }),
    pass: async (ms) => {
      const until = now + ms;
      for (let due = next(until); due !== undefined; due = next(until)) {
        waiting.splice(waiting.indexOf(due), 1);
        now = due.at;
        due.go();
        await settled();
      }
      now = until;
      await settled();
    },
  };
}

/** Lets every promise go on that can. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
