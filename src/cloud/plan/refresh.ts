/** Looks at everything that a design wants or the state knows, sharing list calls. */
import PQueue from 'p-queue';
import { CloudError } from '../client/cloud-error.ts';
import type { CloudContext } from '../context.ts';
import type { Desired } from '../design/desired.ts';
import type { Kind } from '../kind.ts';
import { isMarkedAtBirth, keyText, observe, progressOf, type Observed } from '../look/observe.ts';
import { generationOf } from './orphans.ts';
import { readOutputs } from '../look/outputs.ts';
import { timingOf } from '../client/patience.ts';
import { resolveInputs, resolveKnown, type Lookup } from '../resolve.ts';
import type { Found, Place, Reader, Wanted } from '../look/reader.ts';
import type { ResourceState, State } from '../state/state.ts';
import type { Inputs } from '../value.ts';

/** What the cloud says about an address. */
export type Live =
  | {
      readonly is: 'found';
      /** Name of the kind. */
      readonly kind: string;
      /**
       * By the id that the state or the design gives, by our tags, or by what identifies a thing without tags.
       * `memory`: it cannot be seen, and was made or ready so recently that it is taken to be there all the same.
       */
      readonly how: 'id' | 'marked' | 'key' | 'memory';
      readonly observed: Observed;
      readonly outputs: Readonly<Record<string, string>>;
      /** Fields that tell how far people are. */
      readonly progress: Readonly<Record<string, string>>;
    }
  | { readonly is: 'absent' }
  /** It has what identifies ours, but belongs to somebody else. */
  | { readonly is: 'foreign'; readonly id: string }
  | { readonly is: 'several'; readonly ids: readonly string[] };

export interface RefreshOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly reader: Reader;
  readonly signal?: AbortSignal | undefined;
  /** What a resource may have been made as, since its element was called otherwise before. */
  readonly formerly?: (address: string, inputs: Inputs) => readonly Former[];
}

export interface Former {
  readonly address: string;
  readonly inputs: Inputs;
}

export async function refresh(
  context: CloudContext,
  desired: readonly Desired[],
  state: State,
  options: RefreshOptions,
): Promise<Map<string, Live>> {
  const looks = new Map<string, Promise<Live>>();
  const live = new Map<string, Live>();
  const queue = new PQueue({ concurrency: 20 });
  const run: Run = { context, options, queue, state, live, since: context.clock.now() };
  for (const wanted of desired) {
    // A design that is to be destroyed may want another kind of thing there than was made.
    const known = state.resources[wanted.address];
    if (known !== undefined && known.kind !== wanted.kind.name) continue;
    const needs = wanted.dependencies.flatMap((address) => looks.get(address) ?? []);
    looks.set(
      wanted.address,
      Promise.all(needs).then(() => remember(run, wanted.address, lookAtDesired(run, wanted))),
    );
  }
  for (const [address, resource] of Object.entries(state.resources)) {
    if (looks.has(address)) continue;
    looks.set(address, remember(run, address, lookAtKnown(run, address, resource)));
  }
  await settleAll([...looks.values()]);
  return live;
}

interface Run {
  readonly context: CloudContext;
  readonly options: RefreshOptions;
  readonly queue: PQueue;
  readonly state: State;
  readonly live: Map<string, Live>;
  /** Looks are shared for the whole of one refresh, which is short. */
  readonly since: number;
}

/** Waits for all before it reports a failure, so that nothing runs on behind the caller's back. */
async function settleAll(looks: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(looks)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function remember(run: Run, address: string, look: Promise<Live>): Promise<Live> {
  const live = await look;
  run.live.set(address, live);
  return live;
}

/** Ids and outputs of what exists, as far as the looks have come. */
export function liveLookup(live: ReadonlyMap<string, Live>): Lookup {
  return (address, path) => {
    const found = live.get(address);
    if (found?.is !== 'found') return undefined;
    return path === 'id' ? found.observed.id : found.outputs[path];
  };
}

async function lookAtDesired(run: Run, wanted: Desired): Promise<Live> {
  const lookup = liveLookup(run.live);
  const known = run.state.resources[wanted.address];
  if (wanted.adopt !== undefined) return lookAtAdopted(run, wanted, wanted.adopt, known);
  if (known?.id !== undefined)
    return lookById(run, placeOf(wanted, lookup, known), wanted, { ...known, id: known.id });
  const identity = identityOf(wanted.kind, wanted.inputs);
  if (resolveInputs(identity, lookup) === undefined) return { is: 'absent' };
  return lookByKey(run, placeOf(wanted, lookup, undefined), wanted.address);
}

/** What was asked for last tells the resource apart, also when the design now wants something else there. */
function placeOf(wanted: Desired, lookup: Lookup, known: ResourceState | undefined): Place {
  const inputs = { ...resolveKnown(wanted.inputs, lookup), ...known?.inputs };
  // What is not ours is where the text says, or not the one that is meant.
  const isOurs = known !== undefined && !known.adopted && wanted.adopt === undefined;
  return { kind: wanted.kind, region: isOurs ? known.region : wanted.region, inputs };
}

/** Asked for by its id alone: a circuit of another account is in no list, and one of ours may be far down in it. */
async function lookAtAdopted(
  run: Run,
  wanted: Desired,
  id: string,
  known: ResourceState | undefined,
): Promise<Live> {
  const place = placeOf(wanted, liveLookup(run.live), known);
  const found =
    (await find(run, place, { by: 'id', id })) ?? (await find(run, place, { by: 'id', id, inList: true }));
  if (found !== undefined) return seen(run, place, found, 'id');
  return wanted.owner === undefined ? { is: 'absent' } : hidden(wanted.kind.name, id);
}

async function lookAtKnown(run: Run, address: string, known: ResourceState): Promise<Live> {
  const kind = run.options.kinds.get(known.kind);
  if (kind === undefined) return { is: 'absent' };
  const place: Place = { kind, region: known.region, inputs: known.inputs };
  if (known.id === undefined) return lookByKey(run, place, address);
  return lookById(run, place, { address, region: known.region }, { ...known, id: known.id });
}

/**
 * Gone is what neither its list nor a look by its id shows, twice with a pause in between, and not when it was made or
 * ready only just now: replicas lag behind, and to make a thing anew that is there makes two.
 */
async function lookById(
  run: Run,
  place: Place,
  wanted: Pick<Desired, 'address' | 'region'>,
  known: ResourceState & { readonly id: string },
): Promise<Live> {
  const { id } = known;
  const first =
    (await find(run, place, { by: 'id', id, inList: true })) ?? (await find(run, place, { by: 'id', id }));
  if (first !== undefined) return seen(run, place, first, 'id');
  const { clock } = run.context;
  const timing = timingOf(run.context);
  if (clock.now() - lastSeen(known) < timing.freshMs) return fromMemory(known, id);
  await clock.sleep(timing.secondLookMs, run.options.signal);
  const later = { ...run, since: clock.now() };
  const second =
    (await find(later, place, { by: 'id', id })) ??
    (await find(later, place, { by: 'id', id, inList: true }));
  if (second !== undefined) return seen(run, place, second, 'id');
  // Its successor may be there, made by a run whose journal was lost.
  return lookByKey(later, { ...place, region: wanted.region }, wanted.address);
}

function lastSeen({ readyAt, madeAt }: ResourceState): number {
  const time = readyAt ?? madeAt;
  return time === undefined ? Number.NEGATIVE_INFINITY : Date.parse(time);
}

async function lookByKey(run: Run, place: Place, address: string): Promise<Live> {
  const listed = await findByKey(run, place, address);
  const found = listed.length > 0 ? listed : await lookByOwnId(run, place);
  const free = freeOf(run, place.kind, found);
  const marked = await markedFor(run, place, address, free);
  const own = isMarkedAtBirth(place.kind) || marked.length > 0 ? marked : free;
  const [first, ...others] = own;
  if (others.length > 0) return { is: 'several', ids: own.map((each) => each.id).sort() };
  if (first !== undefined) return seen(run, place, first, first.isMarked ? 'marked' : 'key');
  const [foreign] = free;
  return foreign === undefined ? { is: 'absent' } : { is: 'foreign', id: foreign.id };
}

/** A state that was lost cannot tell that something was renamed; what the resource carries can. */
async function markedFor(
  run: Run,
  place: Place,
  address: string,
  free: readonly Found[],
): Promise<readonly Found[]> {
  const marked = newestOf(place.kind, free);
  if (marked.length > 0) return marked;
  for (const former of run.options.formerly?.(address, place.inputs) ?? []) {
    const { inputs } = former;
    const found = freeOf(run, place.kind, await findByKey(run, { ...place, inputs }, former.address));
    const own = newestOf(place.kind, found);
    if (own.length > 0) return own;
    if (free.length === 0 && !isMarkedAtBirth(place.kind)) return found;
  }
  return [];
}

function findByKey(run: Run, place: Place, address: string): Promise<readonly Found[]> {
  return run.queue.add(() =>
    run.options.reader.find(place, { by: 'key', address }, { since: run.since, signal: run.options.signal }),
  );
}

function freeOf({ state }: Run, kind: Kind, found: readonly Found[]): readonly Found[] {
  return found.filter(({ id }) => ownerIn(state, kind, id) === undefined);
}

/** What is known by its parts can be asked for by them, in whatever list it is. */
async function lookByOwnId(run: Run, { kind, region, inputs }: Place): Promise<Found[]> {
  if (typeof kind.id === 'string' || kind.read.byId === undefined) return [];
  const id = keyText(kind.id, kind, inputs);
  const found = id === undefined ? undefined : await find(run, { kind, region, inputs }, { by: 'id', id });
  return found === undefined ? [] : [found];
}

/** Of those that were made for the address one after the other, the last; the others are left to the sweep. */
function newestOf(kind: Kind, found: readonly Found[]): Found[] {
  const marked = found
    .filter(({ isMarked }) => isMarked)
    .map((each) => ({ each, generation: generationOf(observe(kind, each.item, each.id).tags) }));
  const newest = Math.max(0, ...marked.map(({ generation }) => generation));
  return marked.filter(({ generation }) => generation === newest).map(({ each }) => each);
}

/** The address that has this id: what steps aside for its successor still carries the marks of both. */
function ownerIn(state: State, kind: Kind, id: string): string | undefined {
  return Object.keys(state.resources).find((address) => {
    const known = state.resources[address];
    return known?.kind === kind.name && known.id === id;
  });
}

async function find(run: Run, place: Place, wanted: Wanted): Promise<Found | undefined> {
  try {
    const found = await run.queue.add(() =>
      run.options.reader.find(place, wanted, { since: run.since, signal: run.options.signal }),
    );
    return found[0];
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

async function seen(run: Run, place: Place, found: Found, how: 'id' | 'marked' | 'key'): Promise<Live> {
  const { reader, signal } = run.options;
  // What is about to go may be gone by the second look. Its outputs never change.
  const outputs = await readOutputs(reader, place, found, { since: run.since, signal }).catch(
    (error: unknown) => {
      if (isNotThere(error)) return rememberedOutputs(run.state, place.kind, found.id);
      throw error;
    },
  );
  return {
    is: 'found',
    kind: place.kind.name,
    how,
    observed: observe(place.kind, found.item, found.id),
    outputs,
    progress: progressOf(place.kind, found.item),
  };
}

function isNotThere(error: unknown): boolean {
  return error instanceof CloudError && error.class === 'not-found';
}

function rememberedOutputs(state: State, kind: Kind, id: string): ResourceState['outputs'] {
  const address = ownerIn(state, kind, id);
  return address === undefined ? {} : (state.resources[address]?.outputs ?? {});
}

function fromMemory(known: ResourceState, id: string): Live {
  return {
    is: 'found',
    kind: known.kind,
    how: 'memory',
    observed: { id, status: undefined, values: known.observed, tags: known.tags },
    outputs: known.outputs,
    progress: {},
  };
}

function hidden(kind: string, id: string): Live {
  return {
    is: 'found',
    kind,
    how: 'id',
    observed: { id, status: undefined, values: {}, tags: {} },
    outputs: {},
    progress: {},
  };
}

/** Inputs without which nothing can be looked for: the parents that lists are asked for, and the natural key. */
function identityOf(kind: Kind, inputs: Inputs): Inputs {
  const names = new Set([
    ...Object.values(kind.read.within ?? {}),
    ...kind.naturalKey,
    ...(typeof kind.id === 'string' ? [] : kind.id),
  ]);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.has(name)));
}
