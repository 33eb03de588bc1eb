/** Runs tasks in the order of their needs: many at once, the longest chain first, no two in one scope. */

export interface Task {
  readonly name: string;
  /** Names of tasks that must be done first; names of others count for nothing. */
  readonly needs: readonly string[];
  /** Length of the chain that waits behind it. */
  readonly height: number;
  /** What it occupies; asked once, when everything it needs is done. */
  readonly scopes: () => readonly string[];
  readonly run: (slot: Slot) => Promise<void>;
}

/** The right to use the network; given back while a task only waits. */
export interface Slot {
  /** The height of the task. */
  readonly urgency: number;
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
  const board = waitingBoard(tasks, results);
  const busy = new Set<string>();
  const resuming: (() => void)[] = [];
  let free = options.concurrency;
  let running = 0;

  await new Promise<void>((finish) => {
    const pump = (): void => {
      while (free > 0 && resuming.length > 0) {
        free -= 1;
        resuming.shift()?.();
      }
      while (free > 0 && options.signal?.aborted !== true) {
        const next = board.take(busy);
        if (next === undefined) break;
        void start(next);
      }
      if (running === 0) finish();
    };
    const pause: Slot['pause'] = async (wait) => {
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
    };
    const start = async ({ task, scopes }: Ready): Promise<void> => {
      free -= 1;
      running += 1;
      for (const scope of scopes) busy.add(scope);
      try {
        await task.run({ urgency: task.height, pause });
        board.isDone(task.name);
      } catch (error) {
        board.hasFailed(task.name, error);
      }
      for (const scope of scopes) busy.delete(scope);
      free += 1;
      running -= 1;
      pump();
    };
    pump();
  });
  board.giveUp();
  return results;
}

interface Ready {
  readonly task: Task;
  readonly scopes: readonly string[];
}

interface Board {
  /** The next task whose scopes nobody occupies. */
  readonly take: (busy: ReadonlySet<string>) => Ready | undefined;
  readonly isDone: (name: string) => void;
  readonly hasFailed: (name: string, error: unknown) => void;
  /** What has not begun will not begin. */
  readonly giveUp: () => void;
}

/** Knows what each task still waits for, and what waits for it. */
function waitingBoard(tasks: readonly Task[], results: Map<string, TaskResult>): Board {
  const waiting = new Map(tasks.map((task) => [task.name, task]));
  const open = new Map(
    tasks.map((task) => [task.name, new Set(task.needs.filter((need) => waiting.has(need)))]),
  );
  const dependents = new Map<string, Task[]>();
  for (const task of tasks) {
    for (const need of open.get(task.name) ?? [])
      dependents.set(need, [...(dependents.get(need) ?? []), task]);
  }
  /** The longest chain first. */
  const ready: Ready[] = [];
  const makeReady = (task: Task): void => {
    const entry = { task, scopes: task.scopes() };
    const at = ready.findIndex((other) => goesBefore(task, other.task));
    ready.splice(at < 0 ? ready.length : at, 0, entry);
  };
  /** What needs something that failed is skipped, and what needs that; all name the root cause. */
  const skip = (name: string, cause: string): void => {
    for (const task of dependents.get(name) ?? []) {
      if (!waiting.delete(task.name)) continue;
      results.set(task.name, { is: 'not-started', because: cause });
      skip(task.name, cause);
    }
  };
  for (const task of tasks) if (open.get(task.name)?.size === 0) makeReady(task);
  return {
    take: (busy) => {
      const at = ready.findIndex(({ scopes }) => !scopes.some((scope) => busy.has(scope)));
      const [next] = at < 0 ? [] : ready.splice(at, 1);
      if (next !== undefined) waiting.delete(next.task.name);
      return next;
    },
    isDone: (name) => {
      results.set(name, { is: 'done' });
      for (const task of dependents.get(name) ?? []) {
        const needs = open.get(task.name);
        needs?.delete(name);
        if (needs?.size === 0 && waiting.has(task.name)) makeReady(task);
      }
    },
    hasFailed: (name, error) => {
      results.set(name, { is: 'failed', error });
      skip(name, name);
    },
    giveUp: () => {
      for (const name of waiting.keys()) results.set(name, { is: 'not-started', because: undefined });
    },
  };
}

function goesBefore(a: Task, b: Task): boolean {
  return a.height === b.height ? a.name < b.name : a.height > b.height;
}
