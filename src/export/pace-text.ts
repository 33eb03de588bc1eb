/** What decides how long a plan takes. */
import type { Pace } from '../cloud/plan/plan.ts';
import type { Style } from './text-style.ts';

/** Fewer steps in a row are over before this is read. */
const worthSaying = 3;

export function paceLines({ chain, mostMinutes }: Pace, { emphasis }: Style): readonly string[] {
  if (chain.length < worthSaying) return [];
  const [first = '', last = ''] = [chain[0], chain.at(-1)];
  return [
    emphasis.faint(
      `The longest chain has ${chain.length} steps that wait for each other, from ${first} to ${last}; hcnet waits up to ${mostMinutes} min for it.`,
    ),
  ];
}
