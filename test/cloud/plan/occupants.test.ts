import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBench, type Bench } from '../support/bench.ts';
import { twoWays } from '../support/redundant.ts';
import { apply, planOf } from '../support/steps.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

afterAll(() => bench.emulator.stop());

test('a plan says what has to move before a vSwitch can go', async () => {
  await apply(bench, twoWays);
  const told = async (text: string): Promise<readonly string[]> => {
    const { notes } = await planOf(bench, text);
    return notes.flatMap(({ message }) => (message.startsWith('service') ? [message] : []));
  };
  expect(await told(twoWays.replace('192.168.1.0/24', '192.168.5.0/24'))).toEqual([
    "service 'db' stands in vpc.prod/vswitch.l, which is made anew: move it first, for the old one cannot be deleted below it",
  ]);
  expect(await told(twoWays.replace('192.168.2.0/24', '192.168.6.0/24'))).toEqual([]);
});
