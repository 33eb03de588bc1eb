/** Everything that exists in the emulated cloud. Only `commit.ts` and the clock change it. */
import { LayeredMap } from './layered-map.ts';
import { Table } from './table.ts';
import type { Resource } from './types.ts';

export class Store {
  #tables = new LayeredMap<Table>();
  /** Kinds whose table no other store looks at; the others are copied before they are changed. */
  readonly #own = new Set<string>();
  /** Few at any time, and copied before they are changed when another store looks at them as well. */
  #busy = new Map<string, Resource>();
  #sharesBusy = false;
  #busyList: readonly Resource[] | undefined;
  /** No transition has a step before this time. */
  #due = Number.POSITIVE_INFINITY;
  #order = 0;

  /** Another store with the same contents. It costs next to nothing: what either changes, it copies then. */
  fork(): Store {
    this.#own.clear();
    const other = new Store();
    other.#tables = this.#tables.copy();
    other.#busy = this.#busy;
    other.#sharesBusy = true;
    this.#sharesBusy = true;
    other.#busyList = this.#busyList;
    other.#due = this.#due;
    other.#order = this.#order;
    return other;
  }

  find(kind: string, id: string): Resource | undefined {
    return this.#tables.get(kind)?.find(id);
  }

  /** By the order of creation. */
  list(kind: string): readonly Resource[] {
    return this.#tables.get(kind)?.all() ?? none;
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    return this.#tables.get(kind)?.having(field, value) ?? none;
  }

  /** A resource of any kind. */
  byId(id: string): Resource | undefined {
    for (const table of this.#tables.values()) {
      const found = table.find(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  all(): readonly Resource[] {
    return this.#tables
      .values()
      .flatMap((each) => each.all())
      .sort((a, b) => a.order - b.order);
  }

  busy(): readonly Resource[] {
    this.#busyList ??= [...this.#busy.values()];
    return this.#busyList;
  }

  nextOrder(): number {
    this.#order += 1;
    return this.#order;
  }

  put(resource: Resource): void {
    this.#writable(resource.kind).put(resource);
    this.#order = Math.max(this.#order, resource.order);
    if (resource.transition === undefined) this.#rest(resource);
    else this.#move(resource);
  }

  remove(resource: Resource): void {
    this.#writable(resource.kind).remove(resource.id);
    this.#rest(resource);
  }

  /** Lets time pass: every transition takes the steps whose time has come. True when something changed. */
  settle(now: number): boolean {
    if (now < this.#due) return false;
    const due = this.busy().filter((each) => dueOf(each) <= now);
    for (const resource of due) this.#advance(resource, now);
    this.#due = this.busy().reduce((least, each) => Math.min(least, dueOf(each)), Number.POSITIVE_INFINITY);
    return due.length > 0;
  }

  /** Lets transitions go on that were held, as if they began now. Without a name: all of them. */
  release(held: string | undefined, now: number): boolean {
    const waiting = this.busy().filter(
      ({ transition }) => transition?.held !== undefined && transition.held === (held ?? transition.held),
    );
    for (const resource of waiting) this.put(resumed(resource, now));
    return waiting.length > 0;
  }

  #writable(kind: string): Table {
    const known = this.#tables.get(kind);
    if (known !== undefined && this.#own.has(kind)) return known;
    const own = known?.copy() ?? new Table();
    this.#own.add(kind);
    this.#tables.set(kind, own);
    return own;
  }

  #move(resource: Resource): void {
    this.#ownBusy().set(keyOf(resource), resource);
    this.#due = Math.min(this.#due, dueOf(resource));
  }

  #rest(resource: Resource): void {
    const key = keyOf(resource);
    if (this.#busy.has(key)) this.#ownBusy().delete(key);
  }

  #ownBusy(): Map<string, Resource> {
    if (this.#sharesBusy) this.#busy = new Map(this.#busy);
    this.#sharesBusy = false;
    this.#busyList = undefined;
    return this.#busy;
  }

  #advance(resource: Resource, now: number): void {
    const { transition, ...rest } = resource;
    const steps = transition?.steps ?? [];
    const waiting = steps.filter((step) => step.at > now);
    const last = steps.filter((step) => step.at <= now).at(-1);
    const status = last === undefined ? resource.status : last.status;
    if (status === null) this.remove(resource);
    else if (transition === undefined || waiting.length === 0) this.put({ ...rest, status });
    else this.put({ ...rest, status, transition: { ...transition, steps: waiting } });
  }
}

const none: readonly Resource[] = [];

/** When the next step is due; never, while somebody holds it. */
function dueOf({ transition }: Resource): number {
  if (transition?.held !== undefined) return Number.POSITIVE_INFINITY;
  return transition?.steps[0]?.at ?? Number.NEGATIVE_INFINITY;
}

function resumed(resource: Resource, now: number): Resource {
  const { transition } = resource;
  if (transition === undefined) return resource;
  const steps = transition.steps.map((step) => ({ ...step, at: step.at - resource.changedAt + now }));
  const { locks, idle } = transition;
  return { ...resource, transition: { steps, locks, ...(idle === undefined ? {} : { idle }) } };
}

function keyOf(resource: Resource): string {
  return `${resource.kind} ${resource.id}`;
}
