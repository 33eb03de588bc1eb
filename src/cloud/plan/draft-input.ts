/** What a plan is drafted from, and what becomes of it on the way. */
import type { Topology } from '../../model/topology.ts';
import { type Desired, type DesiredGraph, type PlanNote } from '../design/desired.ts';
import type { Kind, PeopleOptions } from '../kind.ts';
import type { Moves } from './moves.ts';
import type { Orphan } from './orphans.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { Live } from './refresh.ts';
import { type Lookup } from '../resolve.ts';
import type { ResourceState, State } from '../state/state.ts';

export interface PlanInput {
  readonly topology: Topology;
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  readonly purpose: Plan['purpose'];
  readonly desired: DesiredGraph;
  /** Of the design as it is written; see `designHash`. */
  readonly design: string;
  /** What the design has and nobody wants any more. */
  readonly formerly: readonly Desired[];
  /** With its moves made. */
  readonly state: State;
  readonly moves: Moves;
  /** Of the state as it is; see `basisOf`. */
  readonly basis: string;
  readonly live: ReadonlyMap<string, Live>;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly options: PeopleOptions;
  readonly notes: readonly PlanNote[];
  readonly orphans: readonly Orphan[];
  /** Delete what carries our tags and is neither wanted nor known, instead of only naming it. */
  readonly deleteOrphans: boolean;
}

/** What becomes of an address, for those that refer to it. */
type Fate = 'stays' | 'new' | 'waits';

export interface Draft {
  readonly steps: PlanStep[];
  readonly problems: PlanNote[];
  readonly notes: PlanNote[];
  readonly fate: Map<string, Fate>;
  /** What makes way and is in no state yet. */
  readonly unknown: Record<string, ResourceState>;
  /** Addresses whose resources have to make way although they could be changed in place, and why. */
  readonly forced: ReadonlyMap<string, string>;
}

/** Ids and outputs of what stays as it is. */
export function lookupIn(input: PlanInput, draft: Draft): Lookup {
  return (address, path) => {
    if (draft.fate.get(address) === 'new') return undefined;
    const target = input.live.get(address);
    if (target?.is !== 'found') return undefined;
    return path === 'id' ? target.observed.id : target.outputs[path];
  };
}
