/** Runs tasks in the order of their needs: many at once, the longest chain first, no two in one scope. */

export interface Task {
  readonly name: string;
  /** Names of tasks that must be done first. */
  readonly needs: readonly string[];
  /** Length of the chain that waits behind it. */
  readonly height: number;
  /** What it occupies; asked when everything it needs is done. */
  readonly scopes: () => readonly string[];
  readonly run: (slot: Slot) => Promise<void>;
}

/** The right to use the network; given back while a task only waits. */
export interface Slot {
  readonly pause: <T>(wait: () => Promise<T>) => Promise<T>;
}

export type TaskResult =
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly error: unknown }
  /** Because of the named task, or because the run was cancelled. */
  | { readonly is: 'not-started'; readonly because: string | undefined };

export interface SchedulerOptions {
  readonly concurrency: number;
  /** Starts nothing new once it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/** Never rejects: what a task throws is its result. */
export async function runTasks(
  tasks: readonly Task[],
  options: SchedulerOptions,
): Promise<ReadonlyMap<string, TaskResult>> {
  const results = new Map<string, TaskResult>();
  const waiting = new Map(tasks.map((task) => [task.name, task]));
  const scopes = new Set<string>();
  const resuming: (() => void)[] = [];
  let free = options.concurrency;
  let running = 0;

  await new Promise<void>((finish) => {
    const pump = (): void => {
      while (free > 0 && resuming.length > 0) {
        free -= 1;
        resuming.shift()?.();
      }
      skipHopeless(waiting, results);
      while (free > 0 && options.signal?.aborted !== true) {
        const next = pick(waiting, results, scopes);
        if (next === undefined) break;
        waiting.delete(next.task.name);
        void start(next.task, next.scopes);
      }
      if (running === 0) finish();
    };
    const slot: Slot = {
      pause: async (wait) => {
        free += 1;
        pump();
        try {
          return await wait();
        } finally {
          await new Promise<void>((resume) => {
            resuming.push(resume);
            pump();
          });
        }
      },
    };
    const start = async (task: Task, taken: readonly string[]): Promise<void> => {
      free -= 1;
      running += 1;
      for (const scope of taken) scopes.add(scope);
      try {
        await task.run(slot);
        results.set(task.name, { is: 'done' });
      } catch (error) {
        results.set(task.name, { is: 'failed', error });
      }
      for (const scope of taken) scopes.delete(scope);
      free += 1;
      running -= 1;
      pump();
    };
    pump();
  });
  for (const name of waiting.keys()) results.set(name, { is: 'not-started', because: undefined });
  return results;
}

/** What needs something that failed or was skipped is skipped as well; the root cause is what it names. */
function skipHopeless(waiting: Map<string, Task>, results: Map<string, TaskResult>): void {
  for (let found = true; found;) {
    found = false;
    for (const task of waiting.values()) {
      const cause = task.needs.map((need) => rootCause(need, results)).find((name) => name !== undefined);
      if (cause === undefined) continue;
      waiting.delete(task.name);
      results.set(task.name, { is: 'not-started', because: cause });
      found = true;
    }
  }
}

function rootCause(name: string, results: ReadonlyMap<string, TaskResult>): string | undefined {
  const result = results.get(name);
  if (result === undefined || result.is === 'done') return undefined;
  return result.is === 'failed' ? name : (result.because ?? name);
}

function pick(
  waiting: ReadonlyMap<string, Task>,
  results: ReadonlyMap<string, TaskResult>,
  busy: ReadonlySet<string>,
): { readonly task: Task; readonly scopes: readonly string[] } | undefined {
  let best: { readonly task: Task; readonly scopes: readonly string[] } | undefined;
  for (const task of waiting.values()) {
    if (best !== undefined && !goesBefore(task, best.task)) continue;
    if (!task.needs.every((need) => results.get(need)?.is === 'done')) continue;
    const scopes = task.scopes();
    if (scopes.some((scope) => busy.has(scope))) continue;
    best = { task, scopes };
  }
  return best;
}

function goesBefore(a: Task, b: Task): boolean {
  return a.height === b.height ? a.name < b.name : a.height > b.height;
}
