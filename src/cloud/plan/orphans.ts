/** Finds what carries this stack's tags and is not in its state: made by a run whose state was lost, or put aside. */
import type { CloudContext } from '../context.ts';
import type { Desired } from '../design/desired.ts';
import type { Kind } from '../kind.ts';
import { addressTag, generationTag } from '../naming.ts';
import { indexOf } from '../look/item-index.ts';
import { idOf, isMarkOf, observe, type Item } from '../look/observe.ts';
import type { Place, Reader } from '../look/reader.ts';
import type { Live } from './refresh.ts';
import type { ResourceState, State } from '../state/state.ts';
import type { Inputs } from '../value.ts';

export interface Orphan {
  /** What it was made for, and its id: unique, and not the address of anything wanted. */
  readonly address: string;
  /** The address that it was made for. */
  readonly origin: string;
  readonly generation: number;
  /** As the state would have it. */
  readonly resource: ResourceState;
}

export interface Sweep {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly reader: Reader;
  readonly desired: readonly Desired[];
  readonly state: State;
  readonly live: ReadonlyMap<string, Live>;
  readonly since: number;
  readonly signal: AbortSignal | undefined;
}

export async function sweepOrphans(context: CloudContext, sweep: Sweep): Promise<Orphan[]> {
  const known = knownIds(sweep);
  const places = [...sweep.kinds.values()]
    .filter((kind) => kind.tags !== undefined)
    .flatMap((kind) => placesOf(kind, sweep));
  const found = await Promise.all(places.map((place) => orphansAt(context, place, sweep, known)));
  const orphans = new Map(found.flat().map((orphan) => [orphan.address, orphan]));
  return withDependencies([...orphans.values()].sort((a, b) => (a.address < b.address ? -1 : 1)));
}

async function orphansAt(
  context: CloudContext,
  place: Place,
  { reader, since, signal }: Sweep,
  known: ReadonlySet<string>,
): Promise<Orphan[]> {
  const { kind } = place;
  const items = await reader.listAt(place, { since, signal });
  return indexOf(kind, items)
    .marked()
    .filter(({ mark }) => isMarkOf(context.stack, mark))
    .flatMap(({ item }): Orphan[] => {
      const id = idOf(kind, item, place.inputs);
      return id === undefined || known.has(keyIn(kind, id)) ? [] : [orphanFrom(place, item, id)];
    });
}

function orphanFrom(place: Place, item: Item, id: string): Orphan {
  const { kind, region, inputs } = place;
  const { values, tags } = observe(kind, item, id);
  const origin = tags[addressTag] ?? id;
  const generation = generationOf(tags);
  const resource: ResourceState = {
    kind: kind.name,
    region,
    id,
    status: 'ready',
    generation,
    revision: 0,
    // What is seen stands in for what was asked for: both are texts, numbers and lists of them.
    inputs: { ...inputs, ...values },
    tags,
    observed: values,
    outputs: {},
    dependencies: [],
    adopted: false,
  };
  return { address: `${origin}#${id}`, origin, generation, resource };
}

/** Those that are the first at their address carry no number. */
export function generationOf(tags: Readonly<Record<string, string>>): number {
  const number = Number(tags[generationTag] ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}

function knownIds({ kinds, state, live }: Sweep): Set<string> {
  const known = new Set<string>();
  const add = (name: string, id: string | undefined) => {
    const kind = kinds.get(name);
    if (kind !== undefined && id !== undefined) known.add(keyIn(kind, id));
  };
  for (const { kind, id } of Object.values(state.resources)) add(kind, id);
  for (const found of live.values()) if (found.is === 'found') add(found.kind, found.observed.id);
  return known;
}

/** One list may show things of two kinds, such as IPsec connections: what is known as one is no orphan of the other. */
function keyIn({ product, read }: Kind, id: string): string {
  return `${product} ${read.action} ${id}`;
}

/** Every list in which a thing of this kind could be: one for each region, or for each parent that is there. */
function placesOf(kind: Kind, sweep: Sweep): Place[] {
  const within = Object.values(kind.read.within ?? {});
  if (within.length === 0) return regionsOf(sweep).map((region) => ({ kind, region, inputs: {} }));
  const parentProperty = within.findLast((name) => kind.properties[name]?.refersTo !== undefined);
  if (parentProperty === undefined) return [];
  const parents = kind.properties[parentProperty]?.refersTo ?? [];
  return parentsIn(sweep).flatMap((parent): Place[] => {
    if (!parents.includes(parent.kind)) return [];
    const inputs: Inputs = { ...pickInputs(parent.inputs, within), [parentProperty]: parent.id };
    const isWhole = within.every((name) => inputs[name] !== undefined);
    return isWhole ? [{ kind, region: parent.region, inputs }] : [];
  });
}

interface Parent {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  readonly inputs: Inputs;
}

/** What is there now, whether the state knows it or not. */
function parentsIn({ live, state, desired }: Sweep): Parent[] {
  const regions = new Map(desired.map(({ address, region }) => [address, region]));
  return [...live].flatMap(([address, found]): Parent[] => {
    if (found.is !== 'found') return [];
    const known = state.resources[address];
    const region = known?.region ?? regions.get(address) ?? '';
    const inputs = { ...found.observed.values, ...known?.inputs };
    return [{ kind: found.kind, region, id: found.observed.id, inputs }];
  });
}

function pickInputs(inputs: Inputs, names: readonly string[]): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.includes(name)));
}

function regionsOf({ state, desired }: Sweep): string[] {
  const regions = [...Object.values(state.resources), ...desired].map(({ region }) => region);
  return [...new Set(regions)].filter((region) => region !== '').sort();
}

/** What names the id of another one stands on it, and has to go first. */
function withDependencies(orphans: readonly Orphan[]): Orphan[] {
  const byId = new Map(orphans.map(({ resource, address }) => [resource.id, address]));
  return orphans.map((orphan) => {
    const named = Object.values(orphan.resource.inputs).filter((value) => typeof value === 'string');
    const dependencies = named.flatMap((value) => byId.get(value) ?? []);
    return { ...orphan, resource: { ...orphan.resource, dependencies } };
  });
}
