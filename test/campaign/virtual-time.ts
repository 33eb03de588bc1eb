/** Time that passes when nothing else can happen: hours in milliseconds, and the same every time. */
import process from 'node:process';

export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

export class VirtualTime {
  #now: number;
  #order = 0;
  /** A binary heap: the earliest first, of equal ones the oldest. */
  readonly #timers: Timer[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  get now(): number {
    return this.#now;
  }

  after(ms: number, fire: () => void): void {
    this.#order += 1;
    this.#push({ at: this.#now + Math.max(0, ms), order: this.#order, fire });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Lets time pass until the work is over. Rejects when the work waits for something that never comes. */
  async finish<T>(work: Promise<T>): Promise<T> {
    const state = { isOver: false };
    const over = (): void => {
      state.isOver = true;
    };
    work.then(over, over);
    await everythingElse();
    while (!state.isOver) {
      const timer = this.#pop();
      if (timer === undefined) throw new Error('the work waits for something that never comes');
      this.#now = Math.max(this.#now, timer.at);
      timer.fire();
      // What is due at the same moment happens together.
      while (this.#timers[0]?.at === timer.at) this.#pop()?.fire();
      await everythingElse();
    }
    return work;
  }

  /** Lets so much time pass, with everything that happens in it. */
  async pass(ms: number): Promise<void> {
    await this.finish(this.sleep(ms));
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || !isBefore(timer, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#timers;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || first === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const a = heap[left];
      if (a === undefined) break;
      const b = heap[left + 1];
      const [down, child] = b !== undefined && isBefore(b, a) ? [left + 1, b] : [left, a];
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/**
 * Resolves when every promise that can go on has gone on: only then Node turns to what is to come on the next tick. A
 * turn of its event loop does so as well, but asks the system for events, which takes up to a third of a run's time.
 */
async function everythingElse(): Promise<void> {
  // What is asked for outside of promises, such as by a message of a process, comes before all of them.
  await Promise.resolve();
  await new Promise<void>((resolve) => {
    process.nextTick(resolve);
  });
}
