/** What will be done, and why, as plain data. `build-plan.ts` makes it, `apply.ts` carries it out. */
import { billSums, type BillSum, type StepBill } from './bills.ts';
import type { PlanNote, SourceLine } from '../design/desired.ts';
import type { Reason } from './diff.ts';
import type { Guard } from './guards.ts';
import type { TrafficImpact } from './interruptions.ts';
import type { Tags } from '../parameters.ts';
import type { ResourceState } from '../state/state.ts';
import type { Inputs } from '../value.ts';

export type StepAction =
  /** A new resource. */
  | 'create'
  | 'update'
  /** The old resource makes way for a new one. */
  | 'replace'
  | 'delete'
  /** An existing resource enters the state. */
  | 'adopt'
  /** An earlier run left it half done. */
  | 'resume'
  /** Its element has another name now; only the state changes. */
  | 'move'
  /** It leaves the state and stays in the cloud, or is gone already. */
  | 'forget'
  /** Something that only people can do. */
  | 'people'
  /** It cannot be done before people have done theirs. */
  | 'wait-external';

export interface PlanStep {
  readonly address: string;
  readonly kind: string;
  readonly action: StepAction;
  /** The kind for people: `virtual border router`. */
  readonly title: string;
  readonly region: string;
  readonly reasons: readonly Reason[];
  readonly source?: SourceLine;
  /** Why it has to be, where no attribute tells. */
  readonly why?: string;
  /** For `people`: what to do. */
  readonly instruction?: string;
  /** What is wanted; references and secrets by name. */
  readonly inputs: Inputs;
  readonly tags: Tags;
  /** Attributes that an update changes. */
  readonly changed: readonly string[];
  /** Attributes that the text says to leave alone; absent: none. */
  readonly ignore?: readonly string[];
  /** The text says that it is neither deleted nor replaced. */
  readonly protect?: true;
  /** For `forget`: it is still there. */
  readonly stays?: true;
  /** For `move`: the address that it had. */
  readonly from?: string;
  /** It makes way for another kind of thing: the address that it had, and that is not its own from now on. */
  readonly asideFrom?: string;
  /** The id of what exists already. */
  readonly id?: string;
  /** Adopted by its id: never changed, never deleted. */
  readonly isAdopted: boolean;
  /** Fingerprint of what the cloud showed; the step is not taken when that has changed meanwhile. */
  readonly seen?: string;
  readonly dependencies: readonly string[];
  /** Addresses whose resources must be gone, or changed, before this one is; with its own among them, the old one goes first. */
  readonly afterRemovalOf?: readonly string[];
  /** Addresses whose steps come before this one, though it does not refer to them. */
  readonly afterMakingOf?: readonly string[];
  /** When it may take its part of the network away. */
  readonly turn?: Turn;
  /** Money: `metered` by time or traffic, `order` is paid at once; absent: free, or nothing new is made. */
  readonly billing?: 'metered' | 'order';
  /** What it begins, changes or ends of what is billed; absent: nothing. */
  readonly bills?: readonly StepBill[];
}

/** Steps that take a way away together, and what has to carry the traffic meanwhile. */
export interface Turn {
  /** The same for all steps that have it together. */
  readonly name: string;
  /** Addresses of steps that make other ways, or bring them back, and come before it. */
  readonly after: readonly string[];
  /** Addresses of the sessions that have to be up. */
  readonly countsOn: readonly string[];
}

export interface PlanCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly adopt: number;
  readonly move: number;
  readonly people: number;
}

export interface Pace {
  /** Addresses of the longest chain of steps that wait for each other, the first one first. */
  readonly chain: readonly string[];
  /** How long these are waited for before the run gives up; how long they do take is nowhere documented. */
  readonly mostMinutes: number;
}

export const planVersion = 4;

export interface Plan {
  /** Grows with what a plan holds; a saved plan of another one is refused. */
  readonly version: typeof planVersion;
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  readonly purpose: 'apply' | 'destroy';
  readonly changes: PlanCounts;
  /** Moves first, then removals, then everything after its needs. */
  readonly steps: readonly PlanStep[];
  /** Why it cannot be applied; empty for a sound plan. */
  readonly problems: readonly PlanNote[];
  /** Worth reading before saying yes. */
  readonly notes: readonly PlanNote[];
  /** What the state does not know and steps delete: address of the step to what there is to know. */
  readonly unknown: Readonly<Record<string, ResourceState>>;
  /** What decides how long it takes. */
  readonly pace: Pace;
  /** What of the design's traffic is hit while it is carried out; interruptions first. */
  readonly traffic: readonly TrafficImpact[];
  /** What it must not do unless somebody says so. */
  readonly guards: readonly Guard[];
  /** Hash of what the design wants; another design needs another plan. */
  readonly design: string;
  /** What the plan rests on; it is refused when that has moved on. */
  readonly basis: string;
  /** Where that was; absent in plans of an older hcnet. */
  readonly madeFrom?: StateOrigin;
}

/** Tells one state from another. */
export interface StateOrigin {
  /** For people: a folder of one machine, or a bucket. */
  readonly place: string;
  readonly isShared: boolean;
  /** Empty before the first apply. */
  readonly lineage: string;
}

/** Nothing to do, and nobody to wait for. */
export function isEmptyPlan(plan: Plan): boolean {
  return plan.steps.length === 0 && plan.problems.length === 0;
}

/** The stable part of a plan, for programs. */
export function planJson(plan: Plan): {
  readonly changes: PlanCounts;
  readonly guards: readonly Guard[];
  readonly pace: Pace;
  readonly traffic: readonly TrafficImpact[];
  readonly billing: readonly BillSum[];
  readonly steps: readonly {
    readonly address: string;
    readonly kind: string;
    readonly action: StepAction;
    readonly reasons: readonly Reason[];
    readonly why?: string;
    readonly from?: string;
    readonly turnAfter?: readonly string[];
    readonly instruction?: string;
    readonly bills?: readonly StepBill[];
  }[];
} {
  return {
    changes: plan.changes,
    guards: plan.guards,
    pace: plan.pace,
    traffic: plan.traffic,
    billing: billSums(plan.steps),
    steps: plan.steps.map(({ address, kind, action, reasons, why, instruction, from, turn, bills }) => ({
      address,
      kind,
      action,
      reasons,
      ...(why === undefined ? {} : { why }),
      ...(from === undefined ? {} : { from }),
      ...(turn === undefined || turn.after.length === 0 ? {} : { turnAfter: turn.after }),
      ...(bills === undefined ? {} : { bills }),
      ...(instruction === undefined ? {} : { instruction }),
    })),
  };
}

export function countSteps(steps: readonly PlanStep[]): PlanCounts {
  const of = (...actions: readonly StepAction[]): number =>
    steps.filter((each) => actions.includes(each.action)).length;
  return {
    create: of('create', 'resume'),
    update: of('update'),
    replace: of('replace'),
    delete: of('delete'),
    adopt: of('adopt'),
    move: of('move'),
    people: of('people'),
  };
}
