/** Resources whose elements have another name now: they are kept, and known under another address. */
import { sourceLine, type Desired, type DesiredGraph, type PlanNote } from '../design/desired.ts';
import type { PlanStep } from './plan.ts';
import { formerAddress, formerNames, innerFirst, isWithin, type Rename } from '../design/renames.ts';
import { resolveInput, type Lookup } from '../resolve.ts';
import { asideOf, isAside, originalOf } from '../state/aside.ts';
import { move, rename } from '../state/replay.ts';
import { canonicalJson, type Input } from '../value.ts';
import type { ResourceState, State } from '../state/state.ts';

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly resource: ResourceState;
  readonly wanted: Desired;
}

/** What is of another kind than the design wants at its address: it makes way under an address of its own. */
export interface Aside {
  readonly from: string;
  readonly to: string;
  readonly wanted: Desired;
}

export interface Moves {
  readonly asides: readonly Aside[];
  readonly moves: readonly Move[];
  /** Moves that cannot be. */
  readonly problems: readonly PlanNote[];
  /** Moves that are over, or have nothing to move. */
  readonly notes: readonly PlanNote[];
}

export function findMoves({ resources, renames: written }: DesiredGraph, state: State): Moves {
  const wanted = new Map(resources.map(({ address, kind }) => [address, kind.name]));
  const isWanted = (address: string): boolean => wanted.has(address);
  const isWantedAs = (address: string, kind: string): boolean => wanted.get(address) === kind;
  const renames = [...written, ...namedById(resources, state, isWanted)].sort(innerFirst);
  const aside = Object.entries(state.resources).filter(([address]) => isAside(address));
  const search: Search = { resources, renames, state, isWanted, isWantedAs, aside };
  const moves: Move[] = [];
  // What something stands on comes before it.
  for (const each of resources) moves.push(...moveTo(search, each, moves));
  const told = written.map((each) => tell(search, each, moves));
  return {
    asides: asidesOf(resources, afterMoves(state, { moves, asides: [] })),
    moves,
    problems: told.flatMap(({ problem }) => problem ?? []),
    notes: told.flatMap(({ note }) => note ?? []),
  };
}

/** The state as it is once the moves are made; the given one stays as it is. */
export function afterMoves(state: State, { asides, moves }: Pick<Moves, 'asides' | 'moves'>): State {
  const moved = { ...state, resources: { ...state.resources }, history: { ...state.history } };
  for (const { from, to } of moves) rename(moved, from, to);
  for (const { from, to } of asides) move(moved, from, to);
  return moved;
}

export function moveSteps(moves: readonly Move[]): PlanStep[] {
  return moves.map(({ from, to, resource, wanted }) => ({
    address: to,
    from,
    kind: wanted.kind.name,
    action: 'move',
    title: wanted.kind.title,
    region: resource.region,
    reasons: [{ attribute: 'address', asked: from, wanted: to }],
    source: sourceLine(wanted.element.source),
    inputs: {},
    tags: {},
    changed: [],
    ...(resource.id === undefined ? {} : { id: resource.id }),
    isAdopted: resource.adopted,
    dependencies: [],
  }));
}

/** Whatever the state knows at an address as another kind than the design wants there. */
function asidesOf(resources: readonly Desired[], state: State): Aside[] {
  return resources.flatMap((wanted): Aside[] => {
    const { address, kind } = wanted;
    const known = state.resources[address];
    if (known === undefined || known.kind === kind.name) return [];
    return [{ from: address, to: asideOf(address, known), wanted }];
  });
}

interface Search extends Pick<DesiredGraph, 'resources' | 'renames'> {
  readonly state: State;
  readonly isWanted: (address: string) => boolean;
  readonly isWantedAs: (address: string, kind: string) => boolean;
  /** What stepped aside in an earlier run. */
  readonly aside: readonly (readonly [string, ResourceState])[];
}

/** Whose id the text gives to another element goes on as that; it must not be taken away as what it was before. */
function namedById(
  resources: readonly Desired[],
  state: State,
  isWanted: Search['isWanted'],
): readonly Rename[] {
  const addresses = new Map(
    Object.entries(state.resources).map(([address, { kind, region, id }]) => [
      `${kind} ${region} ${id ?? ''}`,
      address,
    ]),
  );
  return resources.flatMap(({ address, kind, region, adopt, element }): Rename[] => {
    const from = adopt === undefined ? undefined : addresses.get(`${kind.name} ${region} ${adopt}`);
    const isElsewhere = from !== undefined && from !== address && !isWanted(from);
    return isElsewhere ? [{ from, to: address, element }] : [];
  });
}

function moveTo(search: Search, wanted: Desired, moves: readonly Move[]): Move[] {
  const { state, renames, isWantedAs } = search;
  const to = wanted.address;
  if (state.resources[to] !== undefined) return [];
  const back = backFromAside(search, wanted);
  if (back !== undefined) return [back];
  const path = formerAddress(renames, to);
  const candidates = [
    { from: path, isSure: true },
    // Where only a name in the address tells, what it stands on has to be what was moved.
    { from: formerNames(renames, path), isSure: false },
  ];
  for (const { from, isSure } of candidates) {
    const resource = state.resources[from];
    if (from === to || resource?.kind !== wanted.kind.name || isWantedAs(from, resource.kind)) continue;
    if (isSure || standsOnMoved(moves, wanted, resource)) return [{ from, to, resource, wanted }];
  }
  return carriedOver(search, wanted, moves);
}

/** What stepped aside for a successor that never came, and is as the text wants it again, has its place back. */
function backFromAside({ state: { resources }, aside }: Search, wanted: Desired): Move | undefined {
  const { address: to, kind, region, inputs } = wanted;
  const lookup: Lookup = (address, path) =>
    path === 'id' ? resources[address]?.id : resources[address]?.outputs[path];
  const isAsItWas = (resource: ResourceState): boolean =>
    Object.entries(kind.properties)
      .filter(([, { immutable, namesOwner }]) => immutable !== undefined && namesOwner !== true)
      .every(([name]) => {
        const value = inputs[name];
        return isEqual(value === undefined ? undefined : resolveInput(value, lookup), resource.inputs[name]);
      });
  const [last] = aside
    .filter(([address]) => originalOf(address) === to)
    .sort(([, one], [, other]) => other.generation - one.generation);
  if (last === undefined) return undefined;
  const [from, resource] = last;
  const isSame = resource.kind === kind.name && resource.region === region && !resource.adopted;
  return isSame && resource.status === 'ready' && isAsItWas(resource)
    ? { from, to, resource, wanted }
    : undefined;
}

/** Without a word of the text: it is the same one, and only belongs to another element now. */
function carriedOver({ state, resources }: Search, wanted: Desired, moves: readonly Move[]): Move[] {
  const { address: to } = wanted;
  if (wanted.kind.isSharedByKey !== true) return [];
  /** Whatever is to be at its own address from now on is another one. */
  const isFree = (from: string, resource: ResourceState): boolean => {
    const successor = resources.find(({ address }) => address === from);
    return successor === undefined || !isSameByKey(successor, resource);
  };
  const isSame = ([from, resource]: [string, ResourceState]): boolean =>
    isSameByKey(wanted, resource) && isFree(from, resource) && !moves.some((move) => move.from === from);
  const found = Object.entries(state.resources).find(isSame);
  return found === undefined ? [] : [{ from: found[0], to, resource: found[1], wanted }];
}

function isSameByKey({ kind, region, inputs }: Desired, resource: ResourceState): boolean {
  return (
    resource.kind === kind.name &&
    resource.region === region &&
    kind.naturalKey.every((name) => isEqual(resource.inputs[name], inputs[name]))
  );
}

function isEqual(one: Input | undefined, other: Input | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

function standsOnMoved(moves: readonly Move[], { dependencies }: Desired, resource: ResourceState): boolean {
  return moves.some(({ from, to }) => dependencies.includes(to) && resource.dependencies.includes(from));
}

interface Told {
  readonly problem?: PlanNote;
  readonly note?: PlanNote;
}

/** What there is to say about one `moved from`. */
function tell(search: Search, { to, from, element }: Rename, moves: readonly Move[]): Told {
  const { resources, renames, state, isWanted } = search;
  const own = resources.filter(({ address }) => isWithin(address, to));
  if (own.length === 0) return {};
  const old = nameOf(from);
  const about = (message: string): PlanNote => ({
    message,
    address: to,
    source: sourceLine(element.source),
  });
  const clash = own.find(({ address, kind }) => {
    const former = formerAddress(renames, address);
    return state.resources[former]?.kind === kind.name && !moves.some((move) => move.from === former);
  });
  if (clash !== undefined) {
    const former = formerAddress(renames, clash.address);
    if (state.resources[clash.address] === undefined)
      return {
        problem: about(
          `'${element.name}' cannot be moved from '${old}': the design still has an element of that name. Take one of the two out`,
        ),
      };
    // The former name was given to something new since.
    if (isWanted(former)) return { note: about(overMessage(element.name, old)) };
    return {
      problem: about(
        `'${element.name}' cannot be moved from '${old}': the state has ${former} (${idOf(state, former)}) and ${clash.address} (${idOf(state, clash.address)}). Take 'moved from' out to keep the second and delete the first, or forget one with hcnet state rm`,
      ),
    };
  }
  if (own.some(({ address }) => moves.some((move) => move.to === address))) return {};
  if (own.some(({ address }) => state.resources[address] !== undefined))
    return { note: about(overMessage(element.name, old)) };
  return {
    note: about(
      `'${element.name}' is said to be moved from '${old}', and the state has nothing of that name: it is made anew, unless the cloud has it`,
    ),
  };
}

function overMessage(name: string, old: string): string {
  return `'${name}' is not called '${old}' any more in the state; 'moved from ${old}' can be taken out`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function idOf({ resources }: State, address: string): string {
  return resources[address]?.id ?? 'being created';
}
