/** What the state holds and the design no longer wants. */
import type { Desired } from '../design/desired.ts';
import type { Reason } from './diff.ts';
import { seenOf } from './fingerprint.ts';
import { invariant } from '../invariant.ts';
import type { Kind } from '../kind.ts';
import type { Moves } from './moves.ts';
import type { PlanStep } from './plan.ts';
import type { Live } from './refresh.ts';
import type { ResourceState, State } from '../state/state.ts';

export interface RemovalInput {
  readonly state: State;
  readonly live: ReadonlyMap<string, Live>;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Where nothing of the design is wanted: what it has. */
  readonly formerly: readonly Desired[];
  readonly moves: Pick<Moves, 'asides'>;
}

/** Dependents go first; what was adopted, or cannot be deleted by itself, is only forgotten. */
export function planRemovals(wanted: ReadonlySet<string>, input: RemovalInput): PlanStep[] {
  const gone = Object.keys(input.state.resources).filter((address) => !wanted.has(address));
  const order = removalOrder(input.state, gone);
  return order.map((address) => {
    const known = input.state.resources[address];
    invariant(known !== undefined, 'removals come from the state');
    const live = input.live.get(address);
    const kind = input.kinds.get(known.kind);
    const isNamedById = isNamedIn(input.formerly, known);
    const stays = known.adopted || isNamedById || kind?.delete === undefined;
    const isGone = live?.is !== 'found';
    const aside = input.moves.asides.find(({ to }) => to === address);
    return {
      address,
      kind: known.kind,
      action: stays || isGone ? 'forget' : 'delete',
      title: kind?.title ?? known.kind,
      region: known.region,
      reasons: [
        ...(aside === undefined
          ? []
          : [{ attribute: 'kind', asked: known.kind, wanted: aside.wanted.kind.name }]),
        ...removalReasons({ ...known, adopted: known.adopted || isNamedById }, live, stays),
      ],
      ...(aside === undefined ? {} : { asideFrom: aside.from }),
      inputs: known.inputs,
      tags: known.tags,
      changed: [],
      ...(known.id === undefined ? (live?.is === 'found' ? { id: live.observed.id } : {}) : { id: known.id }),
      isAdopted: known.adopted,
      ...(stays && !isGone ? { stays: true } : {}),
      ...(live?.is === 'found' && !stays ? seenOf(live, known.tags) : {}),
      dependencies: known.dependencies,
    };
  });
}

/** The text names it by its id now, under whatever name. */
function isNamedIn(formerly: readonly Desired[], { kind, id }: ResourceState): boolean {
  return id !== undefined && formerly.some((each) => each.adopt === id && each.kind.name === kind);
}

function removalReasons(known: ResourceState, live: Live | undefined, stays: boolean): Reason[] {
  if (live?.is !== 'found')
    return [
      {
        attribute: 'id',
        ...(known.id === undefined ? {} : { asked: known.id }),
        wanted: 'nothing; it is gone',
      },
    ];
  if (known.adopted) return [{ attribute: 'id', asked: live.observed.id, wanted: 'left as it is' }];
  if (stays)
    return [
      { attribute: 'id', asked: live.observed.id, wanted: 'left as it is; it cannot be deleted by itself' },
    ];
  return [];
}

function removalOrder(state: State, addresses: readonly string[]): string[] {
  const left = new Set(addresses);
  const order: string[] = [];
  const visit = (address: string): void => {
    if (!left.delete(address)) return;
    for (const other of addresses) {
      if (state.resources[other]?.dependencies.includes(address) === true) visit(other);
    }
    order.push(address);
  };
  for (const address of [...addresses].sort()) visit(address);
  return order;
}
