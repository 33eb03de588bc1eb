/** Reads lists to their end. Looks at the same list that fall together share one call. */
import type { Answer, CloudContext } from './context.ts';
import { CloudError } from './cloud-error.ts';
import type { Kind } from './kind.ts';
import { itemsAt, matches, idOf, isMarked, type Item } from './observe.ts';
import type { Paging } from './paging.ts';
import { finish, identified } from './parameters.ts';
import { readPatiently } from './patience.ts';
import type { ProductName } from './products.ts';
import { canonicalJson, isList, type Inputs, type Wire } from './value.ts';

export interface ListRequest {
  readonly product: ProductName;
  readonly action: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, Wire>>;
  readonly items: string;
  readonly paging: Paging | undefined;
}

export interface Look {
  /** The answer to a call that was sent at this time or later will do. */
  readonly since: number;
  readonly signal?: AbortSignal | undefined;
}

/** How to tell the wanted resource among the listed ones. */
export type Wanted =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'key'; readonly address: string; readonly generation?: number };

export interface Reader {
  readonly list: (request: ListRequest, look: Look) => Promise<readonly Item[]>;
  /** Items of the kind that are the wanted one; more than one means that nobody can tell which. */
  readonly find: (place: Place, wanted: Wanted, look: Look) => Promise<Found[]>;
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

export function createReader(context: CloudContext): Reader {
  const lists = new Map<string, { readonly at: number; readonly items: Promise<readonly Item[]> }>();
  const list: Reader['list'] = (request, look) => {
    const key = canonicalJson({ ...request, paging: undefined });
    const known = lists.get(key);
    if (known !== undefined && known.at >= look.since) return known.items;
    const items = readAll(context, request, look.signal);
    lists.set(key, { at: context.clock.now(), items });
    // A failed look must not be shared with those who come later.
    items.catch(() => lists.delete(key));
    return items;
  };
  return {
    list,
    find: async (place, wanted, look) => {
      const items = await list(listRequest(place, wanted), look).catch(absentParent(place.kind));
      const found = items.flatMap((item) => recognise(context, place, wanted, item));
      return Promise.all(found.map((each) => withDetail(list, place, each, look)));
    },
  };
}

function listRequest(place: Place, wanted: Wanted): ListRequest {
  const { read, product } = place.kind;
  const byId = wanted.by === 'id' && read.byId !== undefined ? withId(read.byId, wanted.id) : undefined;
  return {
    product,
    action: read.action,
    region: place.region,
    parameters: {
      ...read.with,
      ...finish(identified(read.within ?? {}, place.inputs, undefined), new Map()),
      ...byId,
    },
    items: read.items,
    paging: read.paging,
  };
}

function recognise(context: CloudContext, place: Place, wanted: Wanted, item: Item): Found[] {
  const { kind, inputs } = place;
  if (kind.status?.gone?.includes(String(item[kind.status.field])) === true) return [];
  if (wanted.by === 'id') {
    const isIt =
      typeof kind.id === 'string'
        ? idOf(kind, item, inputs) === wanted.id
        : matches(kind, item, kind.id, inputs);
    return isIt ? [{ id: wanted.id, item, isMarked: false }] : [];
  }
  const marked = isMarked(kind, item, context.stack, wanted.address);
  const fits = kind.naturalKey.length > 0 && matches(kind, item, kind.naturalKey, inputs);
  const id = idOf(kind, item, inputs);
  return id !== undefined && (marked || fits) ? [{ id, item, isMarked: marked }] : [];
}

/** The list of a parent that is gone is empty. */
function absentParent(kind: Kind): (error: unknown) => readonly Item[] {
  return (error) => {
    if (
      error instanceof CloudError &&
      (error.class === 'not-found' || kind.goneCodes?.includes(error.code) === true)
    ) {
      return [];
    }
    throw error;
  };
}

async function withDetail(list: Reader['list'], place: Place, found: Found, look: Look): Promise<Found> {
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
  );
  if (detail.under !== undefined) return { ...found, item: { ...found.item, [detail.under]: items } };
  return { ...found, item: { ...found.item, ...items[0] } };
}

async function readAll(
  context: CloudContext,
  request: ListRequest,
  signal: AbortSignal | undefined,
): Promise<readonly Item[]> {
  const { paging } = request;
  const items: Item[] = [];
  let position: Record<string, Wire> = paging?.style === 'pages' ? { [paging.page]: 1 } : {};
  for (;;) {
    const answer = await readPatiently(context, signal, () =>
      context.client.call({
        product: request.product,
        action: request.action,
        region: request.region,
        parameters: {
          ...request.parameters,
          ...(paging === undefined ? {} : { [paging.size]: paging.count }),
          ...position,
        },
      }),
    );
    const page = itemsAt(answer, request.items);
    items.push(...page);
    const next = nextPosition(paging, answer, position, { onPage: page.length, sofar: items.length });
    if (next === undefined) return items;
    position = next;
  }
}

function nextPosition(
  paging: Paging | undefined,
  answer: Answer,
  position: Readonly<Record<string, Wire>>,
  counts: { readonly onPage: number; readonly sofar: number },
): Record<string, Wire> | undefined {
  if (paging === undefined) return undefined;
  if (paging.style === 'tokens') {
    const token = answer[paging.token];
    return typeof token === 'string' && token !== '' ? { [paging.token]: token } : undefined;
  }
  const total = Number(answer.TotalCount ?? answer.Total);
  const isLast = Number.isNaN(total)
    ? counts.onPage < paging.count
    : counts.onPage === 0 || counts.sofar >= total;
  return isLast ? undefined : { [paging.page]: Number(position[paging.page]) + 1 };
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
