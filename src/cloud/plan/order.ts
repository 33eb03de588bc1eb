/** What comes before what, besides what something refers to and what has to make way for it. */
import type { Follow, Kind } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import { changesInPlace, isMaking } from './step-effects.ts';
import { canonicalJson } from '../value.ts';

/** For each step that has to wait: the addresses whose steps come first. */
export function followed(
  steps: readonly PlanStep[],
  kinds: ReadonlyMap<string, Kind>,
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [name, own] of Map.groupBy(steps.filter(isMaking), (step) => step.kind)) {
    const kind = kinds.get(name);
    for (const follow of kind?.follows ?? []) {
      const leaders = Map.groupBy(
        steps.filter((step) => step.kind === follow.kind && comesFirst(step, follow)),
        (step) => placeOf(step, follow),
      );
      for (const step of own) {
        const others = hasNoNeed(kind, step, follow) ? [] : (leaders.get(placeOf(step, follow)) ?? []);
        const all = [...(found.get(step.address) ?? []), ...others.map(({ address }) => address)];
        if (all.length > 0) found.set(step.address, all);
      }
    }
  }
  return found;
}

function placeOf({ inputs }: PlanStep, { on }: Follow): string {
  return canonicalJson(inputs[on] ?? null);
}

function hasNoNeed(kind: Kind | undefined, { inputs }: PlanStep, { unless }: Follow): boolean {
  if (unless === undefined) return false;
  return (inputs[unless.property] ?? kind?.properties[unless.property]?.absent) === unless.is;
}

function comesFirst(step: PlanStep, { changing }: Follow): boolean {
  return changing === undefined ? isThereAfter(step) : changesInPlace(step, changing);
}

function isThereAfter({ action }: PlanStep): boolean {
  return action !== 'delete' && action !== 'forget';
}
