/**
 * Walks from one resource through everything that hangs together with it: what lists below it show, what its properties
 * refer to, and what `edges.ts` knows besides. Reads only.
 */
import PQueue from 'p-queue';
import { CloudError } from '../client/cloud-error.ts';
import type { CloudContext } from '../context.ts';
import { identify } from '../look/identify.ts';
import { invariant } from '../invariant.ts';
import type { Kind } from '../kind.ts';
import { allKinds } from '../kinds/all.ts';
import { kindsByName } from '../kinds/by-name.ts';
import { hostedConnection } from '../kinds/hosted-connection.ts';
import { physicalConnection } from '../kinds/physical-connection.ts';
import { idOf, observe, type Item } from '../look/observe.ts';
import { readOutputs } from '../look/outputs.ts';
import { createReader, type Found, type Look, type Place, type Reader } from '../look/reader.ts';
import { politely } from '../client/traffic.ts';
import type { Inputs, Wire } from '../value.ts';
import { edges, isOwnThing } from './edges.ts';
import { watchedBy } from './watch.ts';
import { checkRoot, kindOfRoot, regionOfRoot, type Root } from './roots.ts';
import { keyOf, type Discovery, type Thing, type Unread } from './thing.ts';

/** What an edge may do. */
export interface Walk {
  readonly account: string;
  /** Everything of a kind at a place joins the walk. */
  readonly list: (
    kind: string,
    region: string,
    inputs: Inputs,
    where?: (thing: Thing) => boolean,
  ) => Promise<void>;
  /** One thing joins the walk, if it can be seen: what belongs to others cannot. */
  readonly get: (kind: string, region: string, id: string, inputs?: Inputs) => Promise<void>;
  /** What the list of a kind shows when it is asked with other parameters. */
  readonly ask: (
    kind: string,
    region: string,
    parameters: Readonly<Record<string, Wire>>,
  ) => Promise<readonly Item[]>;
  /** Whether the walk has come by it. */
  readonly has: (kind: string, id: string) => boolean;
}

export async function discover(
  given: CloudContext,
  roots: readonly Root[],
  signal: AbortSignal | undefined,
): Promise<Discovery> {
  for (const root of roots) checkRoot(root);
  const context = politely(given);
  const { account } = await identify(context.client);
  const reader = createReader(context);
  const look = { since: context.clock.now(), signal };
  const walk = newWalk({ reader, look, account });
  for (const root of roots)
    await walk.get(kindOfRoot(root).name, await regionOfRoot(reader, root, look), root.id);
  await watchedBy(walk, await walk.toItsEnd());
  const things = await walk.toItsEnd();
  return { things, unread: walk.unread, account };
}

interface Tools {
  readonly reader: Reader;
  readonly look: Look;
  readonly account: string;
}

function newWalk(tools: Tools): Walk & {
  readonly unread: readonly Unread[];
  readonly toItsEnd: () => Promise<readonly Thing[]>;
} {
  const things = new Map<string, Thing>();
  const unread = new Map<string, Unread>();
  const queue = new PQueue({ concurrency: 20 });
  const failures: unknown[] = [];
  const join = (thing: Thing): void => {
    const key = keyOf(thing.kind.name, thing.id);
    if (things.has(key)) return;
    things.set(key, thing);
    queue.add(() => follow(walk, thing)).catch((error: unknown) => failures.push(error));
  };
  const optionally = async <T>(kind: Kind, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CloudError) || !canDoWithout(kind, error)) throw error;
      unread.set(kind.name, { what: kind.title, why: error.message });
      return otherwise;
    }
  };
  const walk: Walk = {
    account: tools.account,
    list: async (name, region, inputs, where = () => true) => {
      const place = { kind: kindNamed(name), region, inputs };
      const found = await optionally(place.kind, () => thingsAt(tools, place), []);
      for (const thing of found) if (isOwnThing(thing) && where(thing)) join(thing);
    },
    get: async (name, region, id, inputs = {}) => {
      if (walk.has(name, id)) return;
      const place = { kind: kindNamed(name), region, inputs };
      const found = await optionally(place.kind, () => thingWithId(tools, place, id), undefined);
      if (found !== undefined) join(found);
    },
    ask: (name, region, parameters) => {
      const kind = kindNamed(name);
      const { action, items, paging } = kind.read;
      const request = { product: kind.product, action, region, parameters, items, paging };
      return optionally(kind, () => tools.reader.list(request, tools.look), []);
    },
    has: (kind, id) => things.has(keyOf(kind, id)),
  };
  return {
    ...walk,
    get unread() {
      return [...unread.values()];
    },
    toItsEnd: async () => {
      await queue.onIdle();
      if (failures.length > 0) throw failures[0];
      return [...things.values()];
    },
  };
}

async function follow(walk: Walk, thing: Thing): Promise<void> {
  await Promise.all([
    ...childrenOf(thing).map(({ kind, inputs }) => walk.list(kind.name, thing.region, inputs)),
    ...(edges[thing.kind.name]?.(walk, thing) ?? []),
  ]);
}

/** Lists that belong to the thing, as the descriptions of kinds say. */
function childrenOf(thing: Thing): { readonly kind: Kind; readonly inputs: Inputs }[] {
  return allKinds.flatMap((kind) => {
    const within = Object.values(kind.read.within ?? {});
    const parent = within.findLast((name) => kind.properties[name]?.refersTo !== undefined);
    const isParent = parent !== undefined && kind.properties[parent]?.refersTo?.includes(thing.kind.name);
    // A grant is given to somebody else's hub, and no hub of others is walked through.
    if (isParent !== true || kind.name.endsWith('-grant')) return [];
    const known = Object.entries(thing.inputs).filter(([name]) => within.includes(name));
    const inputs: Inputs = { ...Object.fromEntries(known), [parent]: thing.id };
    return within.every((name) => inputs[name] !== undefined) ? [{ kind, inputs }] : [];
  });
}

async function thingsAt(tools: Tools, place: Place): Promise<Thing[]> {
  const items = await tools.reader.listAt(place, tools.look);
  const ids = items.filter((item) => !isGone(place.kind, item)).flatMap((item) => idFrom(place, item) ?? []);
  const found = await Promise.all(
    [...new Set(ids)].map((id) =>
      tools.reader.find(withParts(place, items, id), { by: 'id', id, inList: true }, tools.look),
    ),
  );
  return Promise.all(found.flat().map((each) => thingFrom(tools, place, each)));
}

async function thingWithId(tools: Tools, place: Place, id: string): Promise<Thing | undefined> {
  const [found] = await tools.reader.find(place, { by: 'id', id }, tools.look).catch((error: unknown) => {
    if (error instanceof CloudError && error.class === 'not-found') return [];
    throw error;
  });
  return found === undefined ? undefined : thingFrom(tools, place, found);
}

async function thingFrom(tools: Tools, place: Place, found: Found): Promise<Thing> {
  const kind = kindOf(place.kind, found.item);
  const { values, tags, status } = observe(kind, found.item, found.id);
  const outputs = await readOutputs(tools.reader, place, found, tools.look);
  return {
    kind,
    region: regionOf(place, found.item),
    id: found.id,
    item: found.item,
    status,
    values,
    inputs: { ...place.inputs, ...values },
    tags,
    outputs,
  };
}

/** One list shows circuits of one's own and shares of a partner's. */
function kindOf(kind: Kind, item: Item): Kind {
  return kind === physicalConnection && item.ProductType === 'VirtualPhysicalConnection'
    ? hostedConnection
    : kind;
}

/** Lists of what is in many regions are asked of none. */
function regionOf({ kind, region }: Place, item: Item): string {
  const own = item.RegionId;
  return kind.name === 'transit-router' && typeof own === 'string' ? own : region;
}

function idFrom({ kind, inputs }: Place, item: Item): string | undefined {
  const { values } = observe(kind, item, '');
  return idOf(kind, item, { ...inputs, ...values });
}

/** What has no id of its own is found by its parts. */
function withParts(place: Place, items: readonly Item[], id: string): Place {
  if (typeof place.kind.id === 'string') return place;
  const item = items.find((each) => idFrom(place, each) === id);
  const values = item === undefined ? {} : observe(place.kind, item, id).values;
  return { ...place, inputs: { ...place.inputs, ...values } };
}

function isGone({ status }: Kind, item: Item): boolean {
  return status?.gone?.includes(String(item[status.field])) === true;
}

/** What a network is not made of: without it, the import is smaller and not wrong. */
const besides: ReadonlySet<string> = new Set(['cms', 'pvtz', 'privatelink', 'ecs']);
const besidesKinds: ReadonlySet<string> = new Set(['qos-policy', 'failover-test-job', 'vpn-gateway']);

function canDoWithout({ product, name }: Kind, error: CloudError): boolean {
  const isBesides = besides.has(product) || besidesKinds.has(name);
  return isBesides && (error.class === 'permission' || error.class === 'invalid');
}

function kindNamed(name: string): Kind {
  const kind = kindsByName.get(name);
  invariant(kind !== undefined, `${name} is a kind`);
  return kind;
}
