import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Store } from '../../src/emulator/engine/store.ts';
import type { Resource } from '../../src/emulator/engine/types.ts';

const kinds = ['vpc', 'vswitch'];
const parents = ['', 'a', 'b'];

/** A resource among few, so that they are written over again and again. */
const resource = fc.record({
  kind: fc.constantFrom(...kinds),
  id: fc.integer({ min: 1, max: 30 }).map((n) => `id-${n}`),
  order: fc.integer({ min: 1, max: 1000 }),
  parent: fc.constantFrom(...parents),
  dueIn: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('put' as const), of: resource }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), of: resource }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('fork' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 60 }) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a store is, without everything that makes it fast. */
class PlainStore {
  resources: readonly Resource[] = [];

  put(next: Resource): void {
    const at = this.resources.findIndex((each) => each.kind === next.kind && each.id === next.id);
    this.resources = at < 0 ? [...this.resources, next] : this.resources.with(at, next);
  }

  remove(gone: Resource): void {
    this.resources = this.resources.filter((each) => each.kind !== gone.kind || each.id !== gone.id);
  }

  settle(now: number): void {
    for (const { transition, ...rest } of this.resources) {
      if (transition?.steps.every((each) => each.at <= now) === true) this.put({ ...rest, status: 'ready' });
    }
  }

  list(kind: string): readonly Resource[] {
    return this.resources.filter((each) => each.kind === kind).sort(byOrder);
  }
}

test('a store and its forks each hold what was done to them, and find it by every way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), step), { maxLength: 120 }), (steps) => {
      const pairs: [Store, PlainStore][] = [[new Store(), new PlainStore()]];
      let now = 0;
      for (const [which, each] of steps) {
        const pair = pairs[which % pairs.length];
        if (pair === undefined) continue;
        if (each.op === 'pass') now += each.ms;
        else if (each.op === 'fork') pairs.push(forked(pair));
        else if (each.op === 'look') compare(pair);
        else change(pair, each, now);
        for (const [store, plain] of pairs) {
          store.settle(now);
          plain.settle(now);
        }
      }
      pairs.forEach(compare);
    }),
  );
});

function forked([store, plain]: readonly [Store, PlainStore]): [Store, PlainStore] {
  const copy = new PlainStore();
  copy.resources = plain.resources;
  return [store.fork(), copy];
}

function change(
  [store, plain]: readonly [Store, PlainStore],
  { op, of }: Extract<Step, { readonly of: unknown }>,
  now: number,
): void {
  const known = store.find(of.kind, of.id);
  const next = made(of, known?.order ?? of.order, now);
  // Orders are given once; what is put again keeps its own.
  if (known === undefined && plain.resources.some((each) => each.order === next.order)) return;
  for (const each of [store, plain]) {
    if (op === 'put') each.put(next);
    else each.remove(next);
  }
}

function made(
  of: {
    readonly kind: string;
    readonly id: string;
    readonly parent: string;
    readonly dueIn: number | undefined;
  },
  order: number,
  now: number,
): Resource {
  const base = { region: '', owner: '1', tags: [], createdAt: 0, changedAt: now };
  const resource = {
    ...base,
    kind: of.kind,
    id: of.id,
    order,
    status: 'ready',
    fields: { Parent: of.parent },
  };
  if (of.dueIn === undefined) return resource;
  const steps = [{ at: now + of.dueIn, status: 'ready' }];
  return { ...resource, status: 'creating', transition: { steps, locks: [] } };
}

function compare([store, plain]: readonly [Store, PlainStore]): void {
  expect(store.all()).toEqual([...plain.resources].sort(byOrder));
  expect([...store.busy()].sort(byOrder)).toEqual(
    plain.resources.filter((each) => each.transition !== undefined).sort(byOrder),
  );
  for (const kind of kinds) {
    expect(store.list(kind)).toEqual(plain.list(kind));
    for (const parent of parents) {
      const children = plain.list(kind).filter((each) => each.fields.Parent === parent);
      expect(store.having(kind, 'Parent', parent)).toEqual(children);
    }
    for (const each of plain.list(kind)) expect(store.find(kind, each.id)).toEqual(each);
  }
}

function byOrder(a: Resource, b: Resource): number {
  return a.order - b.order;
}
