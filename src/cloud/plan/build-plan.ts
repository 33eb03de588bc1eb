/** Makes a plan: a pure function of the design, the state and a look at the cloud. */
import { billsOf } from './bills.ts';
import {
  circleAmong,
  clashesOf,
  holdersOf,
  swapsOf,
  waitingForThemselves,
  type ClashInput,
} from './clashes.ts';
import { draftPlan } from './draft.ts';
import { lookupIn, type Draft, type PlanInput } from './draft-input.ts';
import { guardsOf } from './guards.ts';
import { trafficOf } from './interruptions.ts';
import { keepersOf } from './keepers.ts';
import { lookalikeNotes } from './lookalikes.ts';
import { moveSteps } from './moves.ts';
import { paceOf } from './pace.ts';
import { countSteps, planVersion, type Plan, type PlanStep } from './plan.ts';
import { sessionsIn, silenceNotes, silencesOf } from './session-states.ts';
import type { Live } from './refresh.ts';
import { followed } from './order.ts';
import { isAside } from '../state/aside.ts';
import { asSeen } from './seen-state.ts';
import { inTurn } from './turns.ts';
import { occupantNotes } from './occupants.ts';
import { planRemovals } from './removals.ts';
import { sortOrphans, type Strays } from './strays.ts';

export function buildPlan(input: PlanInput): Plan {
  const strays = sortOrphans(input);
  const { resources } = input.state;
  // What is deleted is ordered with all the rest, whether the state knows it or not.
  const state = { ...input.state, resources: { ...resources, ...strays.leaving } };
  const { draft, steps: ordered } = orderedSteps({ ...input, state, live: withStrays(input.live, strays) });
  const { topology, kinds } = input;
  // As the state is when the first step is taken.
  const begin = { ...state, resources: { ...state.resources, ...draft.unknown } };
  const sessions = sessionsIn(input);
  const interruptions = { topology, state: begin, kinds, silences: silencesOf(sessions) };
  const atOnce = [...moveSteps(input.moves.moves), ...ordered].map((step) => withBills(step, kinds, state));
  const isWanted = input.purpose !== 'destroy';
  const steps = isWanted ? inTurn({ ...interruptions, steps: atOnce }, sessions) : atOnce;
  const traffic = isWanted ? trafficOf({ ...interruptions, steps }) : [];
  return {
    version: planVersion,
    stack: input.stack,
    target: input.target,
    account: input.account,
    purpose: input.purpose,
    changes: countSteps(steps),
    steps,
    problems: draft.problems,
    notes: [
      ...draft.notes,
      ...strays.notes,
      ...(traffic.length === 0 ? [] : silenceNotes(sessions)),
      ...(isWanted ? occupantNotes(topology, steps) : []),
      ...(isWanted ? lookalikeNotes(input.desired.resources, steps, input.state) : []),
    ],
    pace: paceOf(steps, begin, kinds),
    traffic,
    guards: guardsOf({
      purpose: input.purpose,
      steps,
      traffic,
      known: Object.keys(input.state.resources).length,
      protectedBy: (address) => protectedBy(input, address),
      isImported: (address) => resources[address]?.imported !== undefined,
    }),
    design: input.design,
    unknown: { ...strays.leaving, ...draft.unknown },
    basis: input.basis,
  };
}

function withBills(step: PlanStep, kinds: PlanInput['kinds'], { resources }: PlanInput['state']): PlanStep {
  const bills = billsOf(kinds.get(step.kind), step, resources[step.address]);
  return bills.length === 0 ? step : { ...step, bills };
}

/** What the text says now counts; where it says nothing of a resource, what it said last. */
function protectedBy(input: PlanInput, given: string): 'text' | 'state' | undefined {
  const { desired, formerly, state, moves } = input;
  // What makes way with this very plan is what the text speaks of.
  const address = moves.asides.find(({ to }) => to === given)?.from ?? given;
  const wanted = [...desired.resources, ...formerly].find((each) => each.address === address);
  if (wanted !== undefined) return wanted.protect ? 'text' : undefined;
  // Whose successor somebody has begun, with a word for it, may go.
  return state.resources[address]?.protect === true && !isAside(address) ? 'state' : undefined;
}

function withStrays(live: PlanInput['live'], { leaving }: Strays): PlanInput['live'] {
  const seen = Object.entries(leaving).map(([address, resource]): [string, Live] => [
    address,
    {
      is: 'found',
      kind: resource.kind,
      how: 'marked',
      observed: { id: resource.id ?? '', status: undefined, values: resource.observed, tags: resource.tags },
      outputs: {},
      progress: {},
    },
  ]);
  return new Map([...live, ...seen]);
}

/**
 * What makes way can leave others without what they hold on to, and these have to make way too: drawn up again until
 * nothing new has to.
 */
function orderedSteps(input: PlanInput): { readonly draft: Draft; readonly steps: readonly PlanStep[] } {
  const wanted = new Set(input.desired.resources.map((resource) => resource.address));
  const removals = planRemovals(wanted, input);
  const forced = new Map<string, string>();
  const seen = asSeen(input.state, input.live, input.kinds);
  for (;;) {
    const draft = draftPlan(input, forced);
    const steps = [...removals, ...draft.steps];
    const clashing: ClashInput = {
      state: { ...seen, resources: { ...seen.resources, ...draft.unknown } },
      kinds: input.kinds,
      lookup: lookupIn(input, draft),
    };
    const clashes = clashesOf(steps, clashing);
    const before = forced.size;
    for (const address of keepersOf(input.desired.resources, removals, seen)) forced.set(address, keepsHold);
    for (const address of holdersOf(clashes, steps, clashing)) forced.set(address, holdsOn);
    for (const address of swapsOf(clashes, steps)) forced.set(address, swaps);
    const first = followed(steps, input.kinds);
    const ordered = steps.map((step) => placed(step, clashes, first));
    if (forced.size === before && clashes.size > 0)
      for (const address of waitingForThemselves(ordered, clashing)) forced.set(address, holdsOn);
    if (forced.size > before) continue;
    const circle = clashes.size + first.size === 0 ? [] : circleAmong(ordered, clashing);
    if (circle.length > 0) draft.problems.push({ message: circleMessage(circle) });
    return { draft, steps: ordered };
  }
}

function circleMessage(circle: readonly string[]): string {
  return `each of these would have to wait for the next, and the last for the first: ${circle.join(', ')}. Take one of them out of the text, apply, and bring it back`;
}

const holdsOn = 'it holds on to what has to make way, and cannot let go of it before';
const keepsHold = 'the text takes away what it holds on to, and no call makes it let go of that';
const swaps = 'it changes places with others, and one has to make way first';

function placed(
  step: PlanStep,
  clashes: ReadonlyMap<string, readonly string[]>,
  first: ReadonlyMap<string, readonly string[]>,
): PlanStep {
  const inTheWay = clashes.get(step.address);
  const before = first.get(step.address);
  return {
    ...step,
    ...(inTheWay === undefined ? {} : { afterRemovalOf: inTheWay }),
    ...(before === undefined ? {} : { afterMakingOf: before }),
  };
}
