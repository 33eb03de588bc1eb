import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heights, sortGraph } from '../../../src/cloud/graph.ts';
import { runTasks, type Task } from '../../../src/cloud/apply/scheduler.ts';

/** Acyclic by construction: a task needs only earlier ones. */
const graphs = fc
  .array(
    fc.record({ needs: fc.array(fc.nat(20), { maxLength: 3 }), scope: fc.nat(3), fails: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 15,
    },
  )
  .map((raw) =>
    raw.map((each, index) => ({
      name: `t${String(index)}`,
      needs: [...new Set(each.needs.filter((need) => need < index))].map((need) => `t${String(need)}`),
      scope: `s${String(each.scope)}`,
      fails: each.fails && index % 4 === 3,
    })),
  );

const settle = (): Promise<void> => Promise.resolve().then(() => undefined);

describe('any graph of tasks', () => {
  test('runs each task after its needs, no two in one scope, and never more than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (graph, concurrency) => {
        const done = new Set<string>();
        const busy = new Set<string>();
        let active = 0;
        const tasks = graph.map((each): Task => ({
          name: each.name,
          needs: each.needs,
          height: 0,
          scopes: () => [each.scope],
          run: async (slot) => {
            expect(each.needs.every((need) => done.has(need))).toBe(true);
            expect(busy.has(each.scope)).toBe(false);
            busy.add(each.scope);
            active += 1;
            expect(active).toBeLessThanOrEqual(concurrency);
            await settle();
            active -= 1;
            await slot.pause(settle);
            active += 1;
            expect(active).toBeLessThanOrEqual(concurrency);
            active -= 1;
            busy.delete(each.scope);
            if (each.fails) throw new Error(each.name);
            done.add(each.name);
          },
        }));
        const results = await runTasks(tasks, { concurrency });
        expect([...results.keys()].sort()).toEqual(graph.map((each) => each.name).sort());
        for (const each of graph) {
          const result = results.get(each.name);
          const isHopeless = each.needs.some((need) => results.get(need)?.is !== 'done');
          expect(result?.is).toBe(isHopeless ? 'not-started' : each.fails ? 'failed' : 'done');
        }
      }),
    );
  });

  test('is sorted with needs first, the same way every time, whatever the order it comes in', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const map = new Map(graph.map((each) => [each.name, each.needs] as const));
        const { order, circle } = sortGraph(map);
        expect(circle).toBeUndefined();
        expect([...order].sort()).toEqual([...map.keys()].sort());
        for (const each of graph) {
          for (const need of each.needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(each.name));
        }
        expect(sortGraph(new Map([...map].reverse())).order).toEqual(order);
        const height = heights(order, map);
        for (const each of graph) {
          for (const need of each.needs) expect(height.get(need)).toBeGreaterThan(height.get(each.name) ?? 0);
        }
      }),
    );
  });
});

test('what waits gives its slot to others', async () => {
  const order: string[] = [];
  let wake: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const task = (name: string, run: Task['run']): Task => ({
    name,
    needs: [],
    height: 0,
    scopes: () => [],
    run,
  });
  await runTasks(
    [
      task('a', async (slot) => {
        await slot.pause(() => waiting);
        order.push('a');
      }),
      task('b', () => {
        order.push('b');
        wake();
        return Promise.resolve();
      }),
    ],
    { concurrency: 1 },
  );
  expect(order).toEqual(['b', 'a']);
});

test('the longest chain goes first', async () => {
  const order: string[] = [];
  const task = (name: string, height: number): Task => ({
    name,
    needs: [],
    height,
    scopes: () => [],
    run: () => {
      order.push(name);
      return Promise.resolve();
    },
  });
  await runTasks([task('a', 1), task('b', 3), task('c', 2)], { concurrency: 1 });
  expect(order).toEqual(['b', 'c', 'a']);
});

test('a circle is named', () => {
  const graph = sortGraph(
    new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
      ['d', []],
    ]),
  );
  expect(graph.order).toEqual(['d']);
  expect(graph.circle).toEqual(['b', 'c', 'b']);
});
