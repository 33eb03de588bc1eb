/** The resources of one kind, sorted by creation. A list that was handed out is never changed any more. */
import { LayeredMap } from './layered-map.ts';
import { text } from './model.ts';
import type { Resource } from './types.ts';

type Groups = LayeredMap<readonly Resource[]>;

const none: readonly Resource[] = [];

export class Table {
  #byId = new LayeredMap<Resource>();
  /** By field, then its value; built when asked for, and kept up from then on. */
  #fields = new Map<string, Groups>();
  #all: readonly Resource[] = none;

  copy(): Table {
    const other = new Table();
    other.#byId = this.#byId.copy();
    for (const [field, groups] of this.#fields) other.#fields.set(field, groups.copy());
    other.#all = this.#all;
    return other;
  }

  find(id: string): Resource | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Resource[] {
    return this.#all;
  }

  having(field: string, value: string): readonly Resource[] {
    const known = this.#fields.get(field);
    if (known !== undefined) return known.get(value) ?? none;
    const groups = new LayeredMap(Map.groupBy(this.#all, (each) => text(each.fields[field])));
    this.#fields.set(field, groups);
    return groups.get(value) ?? none;
  }

  put(resource: Resource): void {
    const known = this.#byId.get(resource.id);
    this.#byId.set(resource.id, resource);
    this.#all = withNext(this.#all, known, resource);
    for (const [field, groups] of this.#fields) {
      const value = text(resource.fields[field]);
      const before = known === undefined ? undefined : text(known.fields[field]);
      if (known !== undefined && before !== undefined && before !== value) take(groups, before, known);
      groups.set(value, withNext(groups.get(value) ?? none, before === value ? known : undefined, resource));
    }
  }

  remove(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#byId.delete(id);
    this.#all = without(this.#all, known);
    for (const [field, groups] of this.#fields) take(groups, text(known.fields[field]), known);
  }
}

function take(groups: Groups, value: string, known: Resource): void {
  const left = without(groups.get(value) ?? none, known);
  if (left.length === 0) groups.delete(value);
  else groups.set(value, left);
}

function withNext(
  list: readonly Resource[],
  known: Resource | undefined,
  next: Resource,
): readonly Resource[] {
  if (known?.order === next.order) return list.with(placeOf(list, known), next);
  const others = known === undefined ? list : without(list, known);
  return others.toSpliced(firstNotBefore(others, next.order), 0, next);
}

function without(list: readonly Resource[], known: Resource): readonly Resource[] {
  return list.toSpliced(placeOf(list, known), 1);
}

/** A kept state may have given one order to several. */
function placeOf(list: readonly Resource[], known: Resource): number {
  let place = firstNotBefore(list, known.order);
  while (list[place] !== known) place += 1;
  return place;
}

function firstNotBefore(list: readonly Resource[], order: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
