import { expect, test } from 'vitest';
import { VirtualTime } from './virtual-time.ts';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

test('an hour passes for all who wait, each woken at its own time', async () => {
  const time = new VirtualTime(start);
  const woken: number[] = [];
  const sleeper = async (ms: number) => {
    await time.sleep(ms);
    woken.push(time.now - start);
  };
  await time.finish(Promise.all([sleeper(hour), sleeper(20), sleeper(hour / 2)]));
  expect(woken).toEqual([20, hour / 2, hour]);
});

test('work may take many turns of promises before it waits, whoever begins it', async () => {
  const time = new VirtualTime(start);
  const work = async () => {
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    await time.sleep(hour);
    return time.now - start;
  };
  // As by a message from another process: no promise is at work then.
  const begunByAnEvent = new Promise<number>((resolve, reject) => {
    setImmediate(() => {
      time.finish(work()).then(resolve, reject);
    });
  });
  expect(await begunByAnEvent).toBe(hour);
});

test('work that waits for what nobody does is told so', async () => {
  const time = new VirtualTime(start);
  await expect(time.finish(new Promise(() => undefined))).rejects.toThrow('never comes');
});
