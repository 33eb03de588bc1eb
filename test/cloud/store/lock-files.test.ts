import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileStore } from '../../../src/cloud/file-store.ts';
import { freeNumber, holdsNumber, readHolder, takeNumber } from '../../../src/cloud/store/lock-files.ts';
import { memoryStore } from '../support/memory-store.ts';
import { places } from '../support/places.ts';

describe.each(places)(
  'any number of takers in $name, in any order of what they do there',
  ({ runs, start }) => {
    test('hold the lock one at a time', async () => {
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (s, count) => {
          const open = await start();
          let holders = 0;
          let turns = 0;
          const taker = async (): Promise<void> => {
            const slow = interleaved(s, await open());
            for (let round = 0; round < 3; round += 1) {
              const mine = await takeNumber(slow, 'me');
              if (mine === undefined) continue;
              holders += 1;
              turns += 1;
              expect(await holdsNumber(slow, mine)).toBe(true);
              expect(holders).toBe(1);
              holders -= 1;
              await freeNumber(slow, mine);
            }
          };
          await s.waitFor(Promise.all(Array.from({ length: count }, taker)));
          expect(turns).toBeGreaterThan(0);
        }),
        { numRuns: runs },
      );
    });

    test('of which some free what others hold: whoever was freed is told so, and one holds it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (s, count) => {
          const open = await start();
          const freed = new Set<number>();
          const taker = async (): Promise<void> => {
            const slow = interleaved(s, await open());
            for (let round = 0; round < 3; round += 1) {
              const mine = await takeNumber(slow, 'me');
              if (mine !== undefined) {
                // Two that hold at once would both see themselves as the newest.
                const wasFreed = freed.has(mine);
                const holds = await holdsNumber(slow, mine);
                if (wasFreed) expect(holds).toBe(false);
                continue;
              }
              const other = await readHolder(slow);
              if (other === undefined) continue;
              await freeNumber(slow, other.number);
              freed.add(other.number);
            }
          };
          await s.waitFor(Promise.all(Array.from({ length: count }, taker)));
        }),
        { numRuns: runs },
      );
    });
  },
);

test('numbers are used once, also after old ones were cleared away', async () => {
  const files = memoryStore();
  const taken: number[] = [];
  for (let round = 0; round < 120; round += 1) {
    const mine = await takeNumber(files, 'me');
    taken.push(mine ?? 0);
    await freeNumber(files, mine ?? 0);
  }
  expect(taken).toEqual(taken.map((_each, index) => index + 1));
  expect(files.files.size).toBeLessThan(110);
});

test('freeing a number a second time frees nobody else', async () => {
  const files = memoryStore();
  const first = (await takeNumber(files, 'first')) ?? 0;
  await freeNumber(files, first);
  const second = (await takeNumber(files, 'second')) ?? 0;
  await freeNumber(files, first);
  expect(await holdsNumber(files, second)).toBe(true);
  expect(await readHolder(files)).toEqual({ number: second, text: 'second' });
});

function interleaved(s: fc.Scheduler, files: FileStore): FileStore {
  return {
    ...files,
    read: s.scheduleFunction(files.read),
    create: s.scheduleFunction(files.create),
    list: s.scheduleFunction(files.list),
    remove: s.scheduleFunction(files.remove),
  };
}
