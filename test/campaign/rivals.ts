/** F25: another run comes while the first one is under way. There is one writer, whatever happens. */
import { EngineError } from '../../src/cloud/engine-error.ts';
import { breakLock, lockHolder } from '../../src/cloud/state/lock.ts';
import type { Errand } from '../../src/cloud/plan/make-plan.ts';
import type { End } from './first-run.ts';
import { isChange } from '../cloud/support/mortal.ts';
import { carryOut, stack } from './operations.ts';
import { startProcess, type ProcessOptions, type SimProcess } from './process.ts';
import type { Rival } from './trouble.ts';
import type { World } from './world.ts';

export interface Meeting {
  /** Waits for the rival, and tells what was not as it should be; given how the first run has ended. */
  readonly faults: (end: End) => Promise<readonly string[]>;
}

export interface Scene {
  readonly world: World;
  readonly errand: Errand;
  readonly first: SimProcess;
}

export function meetRival({ does }: Rival, scene: Scene): Meeting {
  switch (does) {
    case 'meets-it-here':
      return meet(scene, 'here');
    case 'meets-it-elsewhere':
      return meet(scene, 'elsewhere');
    case 'follows-an-unlock':
      return followUnlock(scene);
    case 'races-for-its-lock':
      return race(scene);
  }
}

/** The lock is free only when the first run is over. */
function meet({ world, errand, first }: Scene, host: string): Meeting {
  const faults: string[] = [];
  const isOver = (): boolean => first.isDead() || first.hasPassed('unlocked');
  const process = startProcess(world, {
    stack,
    host,
    isAlive: (pid) => pid === first.pid && !first.isDead(),
    onMilestone: (milestone) => {
      if (milestone === 'locked' && !isOver()) faults.push('two runs hold the lock');
    },
  });
  const ended = settle(carryOut(process.context, errand));
  return { faults: async () => [...faults, ...untold(await ended)] };
}

function followUnlock({ world, errand, first }: Scene): Meeting {
  const wake = first.stop();
  const { context } = startProcess(world, { stack, host: 'elsewhere' });
  const follow = async (): Promise<readonly string[]> => {
    const holder = await lockHolder(context);
    if (holder !== undefined) await breakLock(context, holder.number);
    const ended = await settle(carryOut(context, errand));
    return untold(ended);
  };
  let sentAsleep = 0;
  const followed = follow()
    .catch((error: unknown) => untold(error))
    .finally(() => {
      sentAsleep = changesSentBy(first);
      wake();
    });
  return {
    faults: async (end) => {
      const faults = await followed;
      const sent = changesSentBy(first) - sentAsleep;
      const isSilent = end === 'died' || sent === 0;
      return [...faults, ...(isSilent ? [] : [`a run without the lock sends ${sent} changes`])];
    },
  };
}

const racers = 4;

function race({ world, errand, first }: Scene): Meeting {
  first.kill();
  const inside = new Set<number>();
  const faults: string[] = [];
  const pids = new Set<number>();
  const options = (): ProcessOptions => ({
    stack,
    isAlive: (pid) => pids.has(pid),
    onMilestone: (milestone, { pid }) => {
      if (milestone === 'unlocked') inside.delete(pid);
      if (milestone !== 'locked') return;
      if (inside.size > 0) faults.push('two runs hold the lock');
      inside.add(pid);
    },
  });
  const processes = Array.from({ length: racers }, () => startProcess(world, options()));
  for (const { pid } of processes) pids.add(pid);
  const ended = Promise.all(processes.map(({ context }) => settle(carryOut(context, errand))));
  return { faults: async () => [...faults, ...(await ended).flatMap(untold)] };
}

function changesSentBy({ sent }: SimProcess): number {
  return sent.filter(isChange).length;
}

/** The error that it ended with. */
async function settle(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What the disturbed run may meet, the other one may meet as well; but it has to say so. */
function untold(error: unknown): string[] {
  const isTold =
    error === undefined ||
    error instanceof EngineError ||
    (error instanceof Error && (error.name === 'CloudError' || 'code' in error));
  return isTold
    ? []
    : [
        `another run fails without an explanation: ${error instanceof Error ? error.message : 'it is no error'}`,
      ];
}
