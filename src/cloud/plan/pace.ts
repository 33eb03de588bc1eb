/** What decides how long a plan takes: the longest chain of steps that wait for each other. */
import { defaultMinutes } from '../timing.ts';
import type { Kind } from '../kind.ts';
import type { Pace, PlanStep } from './plan.ts';
import type { State } from '../state/state.ts';
import { taskList, type TaskPart } from './tasks.ts';

export function paceOf(steps: readonly PlanStep[], state: State, kinds: ReadonlyMap<string, Kind>): Pace {
  const tasks = new Map(taskList({ steps }, state).map((task) => [task.name, task]));
  const known = new Map<string, readonly TaskPart[]>();
  const chainTo = (task: TaskPart): readonly TaskPart[] => {
    const found = known.get(task.name);
    if (found !== undefined) return found;
    // Should two ever wait for each other, this ends all the same.
    known.set(task.name, []);
    const chains = task.needs.flatMap((need) => {
      const before = tasks.get(need);
      return before === undefined ? [] : [chainTo(before)];
    });
    const chain = [...longest(chains), task];
    known.set(task.name, chain);
    return chain;
  };
  const chain = longest([...tasks.values()].map(chainTo));
  return {
    chain: [...new Set(chain.map(({ stepAddress }) => stepAddress))],
    mostMinutes: chain.reduce((sum, task) => sum + minutesOf(task, kinds), 0),
  };
}

function longest(chains: readonly (readonly TaskPart[])[]): readonly TaskPart[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);
}

function minutesOf({ step, does }: TaskPart, kinds: ReadonlyMap<string, Kind>): number {
  const minutes = kinds.get(step.kind)?.minutes;
  switch (does) {
    case 'create':
    case 'resume':
      return minutes?.create ?? defaultMinutes;
    case 'update':
    case 'adopt':
      return minutes?.update ?? defaultMinutes;
    case 'delete':
      return minutes?.delete ?? defaultMinutes;
    case 'forget':
    case 'set-aside':
      return 0;
  }
}
