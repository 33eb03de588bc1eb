/** Looks at the cloud. Looks at the same list that fall together share one call. */
import type { CloudContext } from '../context.ts';
import { CloudError } from '../client/cloud-error.ts';
import { newCrowds } from './crowds.ts';
import { indexOf } from './item-index.ts';
import type { Kind } from '../kind.ts';
import { isMarkOf, markOf, idOf, markFor, type Item } from './observe.ts';
import { finish, identified } from '../parameters.ts';
import { canonicalJson, isList, type Inputs, type Wire } from '../value.ts';
import { glanceOverList, readWholeList, type ListRequest } from './whole-list.ts';

export interface Look {
  /** The answer to a call that was sent at this time or later will do. */
  readonly since: number;
  /** See `CloudRequest`. */
  readonly urgency?: number;
  readonly signal?: AbortSignal | undefined;
}

/** How to tell the wanted resource among the listed ones. */
export type Wanted =
  /**
   * `inList`: ask for the list as it is, where one could ask for the id alone. `sharedSince`: with others who wait, any
   * list of this time or later will do that shows it.
   */
  | { readonly by: 'id'; readonly id: string; readonly inList?: true; readonly sharedSince?: number }
  | { readonly by: 'key'; readonly address: string };

export interface Reader {
  readonly list: (request: ListRequest, look: Look) => Promise<readonly Item[]>;
  /**
   * A list of all, begun at `sharedSince` or later, where so many look at single things of it that this costs fewer
   * calls; `undefined` where it does not.
   */
  readonly shared: (glance: Glance, look: Look) => Promise<readonly Item[] | undefined>;
  /** All that is listed at a place; empty when the parent that the list belongs to is gone. */
  readonly listAt: (place: Place, look: Look) => Promise<readonly Item[]>;
  /** Items of the kind that are the wanted one; more than one means that nobody can tell which. */
  readonly find: (place: Place, wanted: Wanted, look: Look) => Promise<Found[]>;
}

export interface Glance {
  readonly one: ListRequest;
  readonly all: ListRequest | undefined;
  readonly sharedSince: number;
}

export interface Place {
  readonly kind: Kind;
  readonly region: string;
  /** With every reference resolved, at least of those that the list is asked for. */
  readonly inputs: Inputs;
}

export interface Found {
  readonly id: string;
  readonly item: Item;
  /** Whether it carries this stack's tags; else only its natural key fits. */
  readonly isMarked: boolean;
}

/** How old a list may be that many share, for each of its pages: so, looks take a part of the calls at most. */
const msForPage = 25;

export function createReader(context: CloudContext): Reader {
  const lists = new Map<string, { readonly at: number; readonly items: Promise<readonly Item[]> }>();
  const list = (request: ListRequest, look: Look, read = readWholeList): Promise<readonly Item[]> => {
    // A glance is not good enough for those who want all of it.
    const key = `${read === readWholeList ? 'whole' : 'glance'} ${keyOf(request)}`;
    const known = lists.get(key);
    if (known !== undefined && known.at >= look.since) return known.items;
    const items = read(context, request, look);
    const entry = { at: context.clock.now(), items };
    lists.set(key, entry);
    // A failed look must not be shared with those who come later.
    items.catch(() => {
      if (lists.get(key) === entry) lists.delete(key);
    });
    return items;
  };
  const crowds = newCrowds(context);
  const sizes = new Map<string, number>();
  const shared: Reader['shared'] = async ({ one, all, sharedSince }, look) => {
    const onPage = all?.paging?.count;
    if (all === undefined || onPage === undefined) return undefined;
    const key = keyOf(all);
    const size = sizes.get(key) ?? 0;
    if (!crowds.isCrowded(key, keyOf(one), { size, onPage })) return undefined;
    const age = Math.ceil(size / onPage) * msForPage;
    const since = Math.max(sharedSince, look.since - age);
    const items = await list(all, { ...look, since }, (...args) => glanceOverList(size, ...args));
    sizes.set(key, items.length);
    return items;
  };
  const listed = async (place: Place, wanted: Wanted | undefined, look: Look): Promise<readonly Item[]> => {
    const one = listRequest(place, wanted);
    const sharedSince = wanted?.by === 'id' ? wanted.sharedSince : undefined;
    // Who wants a look that is newer than this very moment can share it with nobody.
    const items =
      sharedSince === undefined || look.since >= context.clock.now()
        ? undefined
        : await shared({ one, all: listOfAll(place), sharedSince }, look);
    return items ?? (await list(one, look).catch(isGone(place.kind))) ?? [];
  };
  return {
    list,
    shared,
    listAt: (place, look) => listed(place, undefined, look),
    find: async (place, wanted, look) => {
      const items = await listed(place, wanted, look);
      const found = recognise(context, place, wanted, items);
      if (place.kind.read.detail === undefined) return found;
      const whole = await Promise.all(found.map((each) => withDetail(list, place, each, look)));
      return whole.filter((each) => each !== undefined);
    },
  };
}

/** One answer may hold several lists. */
function keyOf({ product, action, region, parameters, items }: ListRequest): string {
  return `${product} ${action} ${items} ${region} ${canonicalJson(parameters)}`;
}

function listRequest(place: Place, wanted: Wanted | undefined): ListRequest {
  const { read, product } = place.kind;
  const isById = wanted?.by === 'id' && wanted.inList !== true && read.byId !== undefined;
  return {
    product,
    action: read.action,
    region: place.region,
    parameters: {
      ...read.with,
      ...(isById
        ? withId(read.byId ?? {}, wanted.id)
        : finish(identified(read.within ?? {}, place.inputs, undefined), new Map())),
    },
    items: read.items,
    mayLackItems: read.mayLackItems === true,
    paging: read.paging,
  };
}

/** All that there are of the kind in the region, in one list; `undefined` where there is no such list. */
function listOfAll(place: Place): ListRequest | undefined {
  const { within, takesAll } = place.kind.read;
  if (within === undefined) return listRequest(place, undefined);
  return takesAll === true
    ? { ...listRequest(place, undefined), parameters: { ...place.kind.read.with } }
    : undefined;
}

function recognise(context: CloudContext, place: Place, wanted: Wanted, items: readonly Item[]): Found[] {
  const { kind, inputs } = place;
  const index = indexOf(kind, items);
  if (wanted.by === 'id')
    return index.byId(wanted.id, inputs).map((item) => ({ id: wanted.id, item, isMarked: false }));
  const marked = index.byMark(markFor(context.stack, wanted.address));
  const fits = index.byKey(inputs).filter((item) => !marked.includes(item));
  const foundAs = (item: Item, isMarked: boolean): Found[] => {
    const id = idOf(kind, item, inputs);
    return id === undefined ? [] : [{ id, item, isMarked }];
  };
  return [
    ...marked.flatMap((item) => foundAs(item, true)),
    ...fits.flatMap((item) => foundAs(item, isCarriedOver(context, kind, item))),
  ];
}

/** It goes by its key, and its tags tell of the element that it belonged to before. */
function isCarriedOver({ stack }: CloudContext, kind: Kind, item: Item): boolean {
  return kind.isSharedByKey === true && isMarkOf(stack, markOf(kind, item) ?? '');
}

/** `undefined` for an answer that says that there is no such thing; all other failures go on. */
function isGone(kind: Kind): (error: unknown) => undefined {
  return (error) => {
    if (
      error instanceof CloudError &&
      (error.class === 'not-found' || kind.goneCodes?.includes(error.code) === true)
    ) {
      return undefined;
    }
    throw error;
  };
}

/** `undefined` when it went away between the two looks. */
async function withDetail(
  list: Reader['list'],
  place: Place,
  found: Found,
  look: Look,
): Promise<Found | undefined> {
  const { detail } = place.kind.read;
  if (detail === undefined) return found;
  const items = await list(
    {
      product: place.kind.product,
      action: detail.action,
      region: place.region,
      parameters: finish(identified(detail.send, place.inputs, found.id), new Map()),
      items: detail.items,
      paging: undefined,
    },
    look,
  ).catch(isGone(place.kind));
  if (items === undefined) return undefined;
  if (detail.under !== undefined) return { ...found, item: { ...found.item, [detail.under]: items } };
  return { ...found, item: { ...found.item, ...items[0] } };
}

function withId(template: Readonly<Record<string, Wire>>, id: string): Record<string, Wire> {
  const fill = (value: Wire): Wire => {
    if (value === '$id') return id;
    if (isList<Wire>(value)) return value.map(fill);
    if (typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fill(part)]));
  };
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value)]));
}
