/** Everything that exists in the emulated cloud. Only `commit.ts` and the clock change it. */
import { text } from './model.ts';
import type { Resource } from './types.ts';

export class Store {
  readonly #kinds = new Map<string, Map<string, Resource>>();
  readonly #busy = new Map<string, Resource>();
  /** By kind, then field, then value; built when asked for, dropped when the kind changes. */
  readonly #indexes = new Map<string, Map<string, Map<string, Resource[]>>>();
  #order = 0;

  find(kind: string, id: string): Resource | undefined {
    return this.#kinds.get(kind)?.get(id);
  }

  list(kind: string): readonly Resource[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])];
  }

  having(kind: string, field: string, value: string): readonly Resource[] {
    const fields = this.#indexes.get(kind) ?? new Map<string, Map<string, Resource[]>>();
    this.#indexes.set(kind, fields);
    const index = fields.get(field) ?? Map.groupBy(this.list(kind), (each) => text(each.fields[field]));
    fields.set(field, index);
    return index.get(value) ?? [];
  }

  all(): readonly Resource[] {
    return [...this.#kinds.values()].flatMap((each) => [...each.values()]).sort((a, b) => a.order - b.order);
  }

  busy(): Iterable<Resource> {
    return this.#busy.values();
  }

  nextOrder(): number {
    this.#order += 1;
    return this.#order;
  }

  put(resource: Resource): void {
    const kind = this.#kinds.get(resource.kind) ?? new Map<string, Resource>();
    kind.set(resource.id, resource);
    this.#kinds.set(resource.kind, kind);
    this.#indexes.delete(resource.kind);
    this.#order = Math.max(this.#order, resource.order);
    if (resource.transition === undefined) this.#busy.delete(keyOf(resource));
    else this.#busy.set(keyOf(resource), resource);
  }

  remove(resource: Resource): void {
    this.#kinds.get(resource.kind)?.delete(resource.id);
    this.#indexes.delete(resource.kind);
    this.#busy.delete(keyOf(resource));
  }

  /** Lets time pass: every transition takes the steps whose time has come. True when something changed. */
  settle(now: number): boolean {
    const due = [...this.#busy.values()].filter(
      (each) => each.transition?.held === undefined && (each.transition?.steps[0]?.at ?? now) <= now,
    );
    for (const resource of due) this.#advance(resource, now);
    return due.length > 0;
  }

  /** Lets transitions go on that were held, as if they began now. Without a name: all of them. */
  release(held: string | undefined, now: number): boolean {
    const waiting = [...this.#busy.values()].filter(
      ({ transition }) => transition?.held !== undefined && transition.held === (held ?? transition.held),
    );
    for (const resource of waiting) this.put(resumed(resource, now));
    return waiting.length > 0;
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
