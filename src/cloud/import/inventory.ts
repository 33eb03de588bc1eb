/** The things that a walk has found, by what is asked of them. */
import { invariant } from '../invariant.ts';
import { kindsByName } from '../kinds/by-name.ts';
import { keyOf, textIn, type Thing } from './thing.ts';

export interface Inventory {
  readonly all: readonly Thing[];
  /** In a stable order: by name, then by id. */
  readonly of: (kind: string) => readonly Thing[];
  readonly get: (kind: string, id: string | undefined) => Thing | undefined;
  /** Those of a kind whose property says this. */
  readonly where: (kind: string, property: string, value: string | undefined) => readonly Thing[];
}

export function inventoryOf(things: readonly Thing[]): Inventory {
  const sorted = [...things].sort((a, b) => compare(a, b));
  const byKind = Map.groupBy(sorted, ({ kind }) => kind.name);
  const byKey = new Map(sorted.map((thing) => [keyOf(thing.kind.name, thing.id), thing]));
  const of = (kind: string): readonly Thing[] => {
    invariant(kindsByName.has(kind), `${kind} is a kind`);
    return byKind.get(kind) ?? [];
  };
  return {
    all: sorted,
    of,
    get: (kind, id) => (id === undefined ? undefined : byKey.get(keyOf(kind, id))),
    where: (kind, property, value) =>
      value === undefined ? [] : of(kind).filter((thing) => textIn(thing, property) === value),
  };
}

/** `app-2` before `app-10`: as people sort. */
function compare(a: Thing, b: Thing): number {
  const options = { numeric: true } as const;
  const byName = (textIn(a, 'name') ?? '').localeCompare(textIn(b, 'name') ?? '', 'en', options);
  return byName === 0 ? a.id.localeCompare(b.id, 'en', options) : byName;
}
