/** Looks at everything that a design wants or the state knows, sharing list calls. */
import PQueue from 'p-queue';
import { CloudError } from './cloud-error.ts';
import type { CloudContext } from './context.ts';
import type { Desired } from './desired.ts';
import type { Kind } from './kind.ts';
import { observe, textOf, valuesAt, type Item, type Observed } from './observe.ts';
import { readOutputs } from './outputs.ts';
import { timingOf } from './patience.ts';
import { resolveInputs, resolveKnown, type Lookup } from './resolve.ts';
import type { Found, Place, Reader } from './reader.ts';
import type { ResourceState, State } from './state.ts';
import type { Inputs } from './value.ts';

/** What the cloud says about an address. */
export type Live =
  | {
      readonly is: 'found';
      /** By the id that the state or the design gives, by our tags, or by what identifies a thing without tags. */
      readonly how: 'id' | 'marked' | 'key';
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
}

export async function refresh(
  context: CloudContext,
  desired: readonly Desired[],
  state: State,
  options: RefreshOptions,
): Promise<Map<string, Live>> {
  const looks = new Map<string, Promise<Live>>();
  const live = new Map<string, Live>();
  const queue = new PQueue({ concurrency: 10 });
  const run: Run = { context, options, queue, state, live, since: context.clock.now() };
  for (const wanted of desired) {
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
  const id = wanted.adopt ?? known?.id;
  if (id !== undefined) {
    // What was asked for last tells the resource apart, also when the design now wants something else there.
    const inputs = { ...resolveKnown(wanted.inputs, lookup), ...known?.inputs };
    const found = await lookById(run, { kind: wanted.kind, region: wanted.region, inputs }, id, known);
    const isElsewhere = wanted.owner !== undefined && wanted.adopt !== undefined;
    return found.is === 'absent' && isElsewhere ? hidden(id) : found;
  }
  const identity = identityOf(wanted.kind, wanted.inputs);
  if (resolveInputs(identity, lookup) === undefined) return { is: 'absent' };
  const inputs = resolveKnown(wanted.inputs, lookup);
  return lookByKey(run, { kind: wanted.kind, region: wanted.region, inputs }, wanted.address);
}

async function lookAtKnown(run: Run, address: string, known: ResourceState): Promise<Live> {
  const kind = run.options.kinds.get(known.kind);
  if (kind === undefined) return { is: 'absent' };
  const place: Place = { kind, region: known.region, inputs: known.inputs };
  return known.id === undefined ? lookByKey(run, place, address) : lookById(run, place, known.id, known);
}

async function lookById(run: Run, place: Place, id: string, known: ResourceState | undefined): Promise<Live> {
  const first = await find(run, place, { by: 'id', id });
  if (first !== undefined) return seen(run, place, first, 'id');
  if (known?.readyAt === undefined) return { is: 'absent' };
  // A list may lag behind: what was there is called gone only after a second look.
  const timing = timingOf(run.context);
  await run.context.clock.sleep(timing.secondLookMs, run.options.signal);
  const [second] = await run.options.reader.find(
    place,
    { by: 'id', id },
    { since: run.context.clock.now(), signal: run.options.signal },
  );
  return second === undefined ? { is: 'absent' } : seen(run, place, second, 'id');
}

async function lookByKey(run: Run, place: Place, address: string): Promise<Live> {
  const found = await run.queue.add(() =>
    run.options.reader.find(place, { by: 'key', address }, { since: run.since, signal: run.options.signal }),
  );
  const own = place.kind.tags === undefined ? found : found.filter((each) => each.isMarked);
  const [first, ...others] = own;
  if (others.length > 0) return { is: 'several', ids: own.map((each) => each.id).sort() };
  if (first !== undefined) return seen(run, place, first, first.isMarked ? 'marked' : 'key');
  const [foreign] = found;
  return foreign === undefined ? { is: 'absent' } : { is: 'foreign', id: foreign.id };
}

async function find(
  run: Run,
  place: Place,
  wanted: { readonly by: 'id'; readonly id: string },
): Promise<Found | undefined> {
  try {
    const found = await run.queue.add(() =>
      run.options.reader.find(place, wanted, { since: run.since, signal: run.options.signal }),
    );
    return found[0];
  } catch (error) {
    if (error instanceof CloudError && error.class === 'not-found') return undefined;
    throw error;
  }
}

async function seen(run: Run, place: Place, found: Found, how: 'id' | 'marked' | 'key'): Promise<Live> {
  const outputs = await readOutputs(run.options.reader, place, found, {
    since: run.since,
    signal: run.options.signal,
  });
  return {
    is: 'found',
    how,
    observed: observe(place.kind, found.item, found.id),
    outputs,
    progress: progressOf(place.kind, found.item),
  };
}

function hidden(id: string): Live {
  return {
    is: 'found',
    how: 'id',
    observed: { id, status: undefined, values: {}, tags: {} },
    outputs: {},
    progress: {},
  };
}

function progressOf(kind: Kind, item: Item): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of Object.keys(kind.people?.ready ?? {})) {
    const text = textOf(valuesAt(item, field)[0]);
    if (text !== undefined) out[field] = text;
  }
  return out;
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
