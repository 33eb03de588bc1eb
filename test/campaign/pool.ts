/** Plays jobs in as many processes as the machine has cores. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { Job, Played } from './jobs.ts';
import type { FromWorker } from './worker.ts';

/**
 * Jobs are taken when a process is free, so they may be made while others are played; one that fails counts as a run
 * that does not end well. Rejects when a job cannot be made.
 */
export async function playAll(jobs: AsyncGenerator<Job>, onPlayed: (played: Played) => void): Promise<void> {
  const workers = Array.from({ length: availableParallelism() }, () => worker(jobs, onPlayed));
  await Promise.all(workers);
}

async function worker(jobs: AsyncGenerator<Job>, onPlayed: (played: Played) => void): Promise<void> {
  let child: ChildProcess | undefined;
  // Not for-await, which would end the generator for the others as well.
  for (let next = await jobs.next(); next.done !== true; next = await jobs.next()) {
    const job = next.value;
    if (child?.connected !== true) child = startWorker();
    const error = await playIn(child, job, onPlayed);
    if (error !== undefined) onPlayed(broken(job, error));
  }
  child?.disconnect();
}

function startWorker(): ChildProcess {
  // Most objects live as long as a run: with more room for young ones, few of them are moved about.
  const execArgv = [...process.execArgv, '--max-semi-space-size=64'];
  return fork(new URL('worker.ts', import.meta.url), { execArgv });
}

/** What went wrong with the job itself; `undefined`: nothing. */
async function playIn(
  child: ChildProcess,
  job: Job,
  onPlayed: (played: Played) => void,
): Promise<string | undefined> {
  const ended = new AbortController();
  const over = new Promise<string | undefined>((resolve) => {
    child.on('message', function listen(message: FromWorker) {
      if (message.tells === 'played') {
        onPlayed(message.played);
        return;
      }
      child.off('message', listen);
      resolve(message.error);
    });
  });
  const death = once(child, 'exit', { signal: ended.signal }).then(
    ([code, signal]: (number | string | null)[]) => `its process ended with ${code ?? signal}`,
    () => undefined,
  );
  child.send(job);
  const error = await Promise.race([over, death]);
  ended.abort();
  return error;
}

function broken(job: Job, error: string): Played {
  return {
    groups: [],
    name: `the job ${JSON.stringify(job)}`,
    again: '',
    verdict: { orphans: [], duplicates: [], faults: [error] },
  };
}
