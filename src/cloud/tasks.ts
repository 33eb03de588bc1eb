/** From the steps of a plan to tasks with an order: what is created after its needs, removed before them. */
import type { Kind } from './kind.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { State } from './state.ts';

export interface TaskPart {
  readonly name: string;
  readonly step: PlanStep;
  /** Of the step of the plan that it belongs to. */
  readonly stepAddress: string;
  readonly does: 'create' | 'update' | 'adopt' | 'resume' | 'delete' | 'forget' | 'set-aside';
  readonly needs: readonly string[];
}

export function taskList(plan: Plan, state: State, kinds: ReadonlyMap<string, Kind>): TaskPart[] {
  const parts = plan.steps.flatMap((step) =>
    partsOf(step, state, kinds).map((part) => ({ ...part, stepAddress: step.address })),
  );
  const names = new Set(parts.map((part) => part.name));
  const removed = new Set(
    parts.filter((part) => part.name.startsWith('remove ')).map((part) => part.step.address),
  );
  return parts.map((part) => ({
    ...part,
    needs: [
      ...new Set(part.name.startsWith('remove ') ? removalNeeds(part, state, parts, removed) : part.needs),
    ].filter((need) => names.has(need) && need !== part.name),
  }));
}

type Part = Omit<TaskPart, 'stepAddress'>;

function partsOf(step: PlanStep, state: State, kinds: ReadonlyMap<string, Kind>): Part[] {
  const make = `make ${step.address}`;
  const needs = step.dependencies.map((address) => `make ${address}`);
  switch (step.action) {
    case 'create':
    case 'update':
    case 'adopt':
    case 'resume':
      return [{ name: make, step, does: step.action, needs }];
    case 'delete':
    case 'forget':
      return [{ name: `remove ${step.address}`, step, does: step.action, needs: [] }];
    case 'replace':
      return replacement(step, state, needs, kinds.get(step.kind)?.isExclusive !== false);
    case 'people':
    case 'wait-external':
      return [];
  }
}

/** An exclusive thing makes way first; another stands until all that uses it uses its successor. */
function replacement(step: PlanStep, state: State, needs: readonly string[], isExclusive: boolean): Part[] {
  const make = `make ${step.address}`;
  if (isExclusive) {
    return [
      { name: `remove ${step.address}`, step, does: 'delete', needs: [] },
      { name: make, step, does: 'create', needs: [...needs, `remove ${step.address}`] },
    ];
  }
  const old = `${step.address}#${String(state.resources[step.address]?.generation ?? 0)}`;
  const aside = `aside ${step.address}`;
  return [
    { name: aside, step, does: 'set-aside', needs: [] },
    { name: make, step, does: 'create', needs: [...needs, aside] },
    { name: `remove ${old}`, step: { ...step, address: old }, does: 'delete', needs: [make] },
  ];
}

/** Everything that stands on it goes first, or is changed to stand on something else. */
function removalNeeds(
  part: TaskPart,
  state: State,
  parts: readonly TaskPart[],
  removed: ReadonlySet<string>,
): string[] {
  const { address } = part.step;
  const original = address.replace(/#\d+$/, '');
  const needs = [...part.needs];
  for (const [other, resource] of Object.entries(state.resources)) {
    if (!resource.dependencies.includes(original) || other === address) continue;
    if (removed.has(other)) needs.push(`remove ${other}`);
    else if (original !== address || !stillNeeds(parts, other, address)) needs.push(`make ${other}`);
  }
  return needs;
}

/** An updated dependent that goes on needing the address must come after its successor, not before its removal. */
function stillNeeds(parts: readonly TaskPart[], other: string, address: string): boolean {
  return parts.some((part) => part.name === `make ${other}` && part.step.dependencies.includes(address));
}
