/** Finds things in a list without walking it: lists are long, and looked at once for each resource in them. */
import type { Kind } from '../kind.ts';
import { idOf, markOf, seenOf, type Item } from './observe.ts';
import { normalise } from '../comparison.ts';
import { canonicalJson, type Inputs, type Wire } from '../value.ts';

export interface ItemIndex {
  readonly byId: (id: string, inputs: Inputs) => readonly Item[];
  /** Those that have what identifies a thing of this kind. */
  readonly byKey: (inputs: Inputs) => readonly Item[];
  /** Those that carry this mark. */
  readonly byMark: (mark: string) => readonly Item[];
  /** All that carry the mark of some stack. */
  readonly marked: () => readonly { readonly item: Item; readonly mark: string }[];
}

/** Lists are never changed, so an index of one stays true. */
const indexes = new WeakMap<readonly Item[], Map<string, ItemIndex>>();

export function indexOf(kind: Kind, items: readonly Item[]): ItemIndex {
  const known = indexes.get(items) ?? new Map<string, ItemIndex>();
  indexes.set(items, known);
  const index = known.get(kind.name) ?? makeIndex(kind, items);
  known.set(kind.name, index);
  return index;
}

function makeIndex(kind: Kind, items: readonly Item[]): ItemIndex {
  const there = items.filter((item) => !isGone(kind, item) && !isOfOtherKind(kind, item));
  const { id } = kind;
  const ids = lazy(() => Map.groupBy(there, (item) => idOf(kind, item, {}) ?? ''));
  const parts = lazy(() => grouped(kind, typeof id === 'string' ? [] : id, there));
  const keys = lazy(() => grouped(kind, kind.naturalKey, there));
  const marks = lazy(() => Map.groupBy(there, (item) => markOf(kind, item) ?? ''));
  return {
    byId: (wanted, inputs) =>
      (typeof id === 'string' ? ids().get(wanted) : parts().get(keyOf(kind, id, inputs) ?? '')) ?? [],
    byKey: (inputs) =>
      kind.naturalKey.length === 0 ? [] : (keys().get(keyOf(kind, kind.naturalKey, inputs) ?? '') ?? []),
    byMark: (mark) => marks().get(mark) ?? [],
    marked: () =>
      [...marks()].flatMap(([mark, list]) => (mark === '' ? [] : list.map((item) => ({ item, mark })))),
  };
}

function grouped(kind: Kind, names: readonly string[], items: readonly Item[]): Map<string, Item[]> {
  const compared = comparable(kind, names);
  return Map.groupBy(items, (item) =>
    keyText(compared.map((name) => seenOf(kind.properties[name] ?? {}, item))),
  );
}

/** `undefined` while something that identifies it is not known. */
function keyOf(kind: Kind, names: readonly string[], inputs: Inputs): string | undefined {
  const values = comparable(kind, names).map((name) => {
    const property = kind.properties[name];
    return { value: normalise(property?.as, inputs[name]), isNeeded: property?.required === true };
  });
  if (values.some(({ value, isNeeded }) => value === undefined && isNeeded)) return undefined;
  return keyText(values.map(({ value }) => value));
}

/** What the list was asked for counts as equal, and so does what the cloud does not tell. */
function comparable(kind: Kind, names: readonly string[]): string[] {
  const asked = new Set(Object.values(kind.read.within ?? {}));
  return names.filter((name) => {
    const property = kind.properties[name];
    return property !== undefined && property.read !== false && !asked.has(name);
  });
}

function keyText(values: readonly (Wire | undefined)[]): string {
  return canonicalJson(values.map((value) => value ?? null));
}

function isGone(kind: Kind, item: Item): boolean {
  return kind.status?.gone?.includes(String(item[kind.status.field])) === true;
}

function isOfOtherKind({ read }: Kind, item: Item): boolean {
  return read.without !== undefined && item[read.without.field] === read.without.is;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
