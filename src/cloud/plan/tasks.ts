/** From the steps of a plan to tasks with an order: what is created after its needs, removed before them. */
import type { Plan, PlanStep } from './plan.ts';
import { asideOf, isAside, originalOf } from '../state/aside.ts';
import type { ResourceState, State } from '../state/state.ts';

export interface TaskPart {
  readonly name: string;
  readonly step: PlanStep;
  /** Of the step of the plan that it belongs to. */
  readonly stepAddress: string;
  readonly does: 'create' | 'update' | 'adopt' | 'resume' | 'delete' | 'forget' | 'set-aside';
  readonly needs: readonly string[];
}

export function taskList(plan: Pick<Plan, 'steps'>, state: Pick<State, 'resources'>): TaskPart[] {
  const parts = plan.steps.flatMap((step) =>
    partsOf(step, state).map((part) => ({ ...part, stepAddress: step.address })),
  );
  const graph: Graph = {
    names: new Set(parts.map((part) => part.name)),
    removals: new Map(parts.filter(isRemoval).map((part) => [part.stepAddress, part.name])),
    makes: new Map(
      parts.filter((part) => part.name.startsWith('make ')).map((part) => [part.stepAddress, part.step]),
    ),
    dependents: dependentsIn(plan, state),
  };
  return parts.map((part) => {
    const needs = isRemoval(part) ? removalNeeds(part, graph) : makingNeeds(part, graph);
    return {
      ...part,
      needs: [...new Set([...needs, ...turnNeeds(part)])].filter(
        (need) => graph.names.has(need) && need !== part.name,
      ),
    };
  });
}

interface Graph {
  readonly names: ReadonlySet<string>;
  /** By the address of the step: the name of the task that removes what was there. */
  readonly removals: ReadonlyMap<string, string>;
  readonly makes: ReadonlyMap<string, PlanStep>;
  /** What stands on an address. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

type Part = Omit<TaskPart, 'stepAddress'>;

function isRemoval({ name }: Part): boolean {
  return name.startsWith('remove ');
}

function partsOf(step: PlanStep, state: Pick<State, 'resources'>): Part[] {
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
      return removal(step, step.action);
    case 'replace':
      return replacement(step, state, needs);
    // The state is moved before anything else is done.
    case 'move':
    case 'people':
    case 'wait-external':
      return [];
  }
}

/** What another kind of thing takes the address of steps aside before. */
function removal(step: PlanStep, does: 'delete' | 'forget'): Part[] {
  const { address, asideFrom } = step;
  if (asideFrom === undefined) return [{ name: `remove ${address}`, step, does, needs: [] }];
  const aside = `aside ${asideFrom}`;
  return [
    { name: aside, step, does: 'set-aside', needs: [] },
    { name: `remove ${address}`, step, does, needs: [aside] },
  ];
}

/** What clashes with its successor makes way first; another stands until all that uses it uses its successor. */
function replacement(step: PlanStep, state: Pick<State, 'resources'>, needs: readonly string[]): Part[] {
  const make = `make ${step.address}`;
  if (step.afterRemovalOf?.includes(step.address) === true) {
    return [
      { name: `remove ${step.address}`, step, does: 'delete', needs: [] },
      { name: make, step, does: 'create', needs },
    ];
  }
  const old = asideOf(step.address, state.resources[step.address]);
  const aside = `aside ${step.address}`;
  return [
    { name: aside, step, does: 'set-aside', needs: [] },
    { name: make, step, does: 'create', needs: [...needs, aside] },
    { name: `remove ${old}`, step: { ...step, address: old }, does: 'delete', needs: [make] },
  ];
}

function makingNeeds({ step, needs }: Part, { removals }: Graph): string[] {
  // What is in the way goes, or is changed.
  const inTheWay = (step.afterRemovalOf ?? []).map((address) => removals.get(address) ?? `make ${address}`);
  const aside = `aside ${step.address}`;
  return [...needs, aside, ...inTheWay, ...(step.afterMakingOf ?? []).map((address) => `make ${address}`)];
}

/** Only what takes something away waits for its turn: the first task of a step that removes what was there. */
function turnNeeds(part: Part): string[] {
  return takesAway(part) ? (part.step.turn?.after ?? []).map((address) => `make ${address}`) : [];
}

/** Whether with it begins what a step takes away. */
export function takesAway(part: Pick<TaskPart, 'name' | 'step' | 'does'>): boolean {
  if (part.does === 'set-aside') return false;
  return part.name === `remove ${part.step.address}` || part.step.action !== 'replace';
}

/** Everything that stands on it goes first, or is changed to stand on something else. */
function removalNeeds({ step, needs }: Part, { removals, makes, dependents }: Graph): string[] {
  const original = originalOf(step.address);
  const others = (dependents.get(original) ?? []).filter((other) => other !== step.address);
  return [
    ...needs,
    ...others.flatMap((other) => {
      const removal = removals.get(other);
      if (removal !== undefined && (isAside(step.address) || removal === `remove ${other}`)) return [removal];
      // An updated dependent that goes on needing the address comes after its successor, not before its removal.
      const stillNeeds = makes.get(other)?.dependencies.includes(step.address) === true;
      return !isAside(step.address) && stillNeeds ? [] : [`make ${other}`];
    }),
  ];
}

/**
 * What is adopted without being in the state may stand on whatever the design has it stand on. What has to be created
 * is gone, and stands on nothing, whatever the state says.
 */
function dependentsIn(
  { steps }: Pick<Plan, 'steps'>,
  state: Pick<State, 'resources'>,
): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  const adopted = steps.filter(({ action, address }) => action === 'adopt' && !(address in state.resources));
  const gone = new Set(steps.flatMap(({ action, address }) => (action === 'create' ? [address] : [])));
  const known = Object.entries(withAsides(state.resources, steps)).filter(([address]) => !gone.has(address));
  for (const [address, { dependencies }] of [
    ...known,
    ...adopted.map((step) => [step.address, step] as const),
  ]) {
    for (const need of dependencies) dependents.set(need, [...(dependents.get(need) ?? []), address]);
  }
  return dependents;
}

/** What is going to step aside already stands where it goes from. */
function withAsides(
  resources: State['resources'],
  steps: readonly PlanStep[],
): Record<string, ResourceState> {
  const all = { ...resources };
  for (const { address, asideFrom } of steps) {
    const known = asideFrom === undefined ? undefined : all[asideFrom];
    if (asideFrom === undefined || known === undefined || address in all) continue;
    all[address] = known;
    Reflect.deleteProperty(all, asideFrom);
  }
  return all;
}
