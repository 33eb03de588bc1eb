/** What a campaign consists of, in pieces that a process of its own can play. */
import type { Milestone } from '../../src/cloud/milestones.ts';
import type { Size } from './designs.ts';
import { kills } from './kills.ts';
import type { Operation } from './operations.ts';
import type { Verdict } from './oracle.ts';
import { playRealKill } from './real-kills.ts';
import { playScenario } from './scenarios.ts';

export type Job =
  | { readonly does: 'seeds'; readonly from: number; readonly to: number; readonly only?: readonly string[] }
  /** Deaths at the moments `from` to `to` of those that leave something else than all before. */
  | ({ readonly does: 'kills'; readonly from: number; readonly to: number } & Subject)
  | ({ readonly does: 'kill'; readonly point: number } & Subject)
  | ({ readonly does: 'real-kill' } & RealKill);

export interface Subject {
  readonly size: Size;
  readonly operation: Operation;
}

/** A process of the command line that ends itself with SIGKILL, the first time or later that it passes a milestone. */
export interface RealKill {
  /** The program to run. */
  readonly program: string;
  readonly operation: Operation;
  readonly milestone: Milestone;
  readonly nth: number;
  /** Where the next process, which has to recover, is ended as well. */
  readonly again: Milestone;
}

export interface Played {
  /** What it counts for: `F3 and F17`, `create of 80`. */
  readonly groups: readonly string[];
  readonly name: string;
  /** What `npm run campaign -- ` is given to play it once more. */
  readonly again: string;
  readonly verdict: Verdict;
}

export async function* play(job: Job): AsyncGenerator<Played> {
  switch (job.does) {
    case 'seeds':
      yield* playSeeds(job);
      return;
    case 'kills':
      yield* playKills(job, ({ distinct = 0 }) => distinct >= job.from && distinct < job.to);
      return;
    case 'kill':
      yield* playKills(job, ({ point }) => point === job.point);
      return;
    case 'real-kill':
      yield await playRealKill(job);
  }
}

async function* playSeeds(job: Job & { readonly does: 'seeds' }): AsyncGenerator<Played> {
  const only = job.only === undefined ? {} : { only: job.only };
  for (let seed = job.from; seed < job.to; seed += 1) {
    const { name, families, verdict } = await playScenario({ seed, ...only });
    const option = job.only === undefined ? '' : ` --only ${job.only.join(',')}`;
    yield { groups: families, name, again: `--seed ${seed}${option}`, verdict };
  }
}

async function* playKills(
  { size, operation }: Subject,
  isChosen: Parameters<typeof kills>[0]['isChosen'],
): AsyncGenerator<Played> {
  for await (const { name, point, verdict } of kills({ size, operation, isChosen })) {
    const groups = [`${operation} of ${size}`];
    yield { groups, name, again: `--kill ${operation}:${size}:${point}`, verdict };
  }
}
