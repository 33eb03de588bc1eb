/** What `findDrift` takes for drift, and what proves nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDrift, type DriftReport } from '../../../src/cloud/plan/drift.ts';
import { errandFor } from '../../../src/cloud/plan/make-plan.ts';
import { emulatorTiming } from '../../../src/cloud/timing.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';
import { apply } from '../support/steps.ts';

const design = 'network n { region cn-shanghai } vpc prod in cn-shanghai { prefix 10.0.0.0/16 }';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
  await apply(bench, design);
});

afterAll(() => bench.emulator.stop());

/** Drift as a cloud shows it whose replicas lag behind for so long. */
function driftWhen(freshMs: number): Promise<DriftReport> {
  const context = { ...bench.context, timing: { ...(bench.context.timing ?? emulatorTiming), freshMs } };
  return findDrift(context, errandFor(topologyOf(design), 'test'), undefined);
}

test('what was ready only just now and cannot be seen is no more than unseen', async () => {
  expect((await driftWhen(600_000)).drift).toEqual([]);
  const id = bench.emulator.snapshot().resources.find(({ kind }) => kind === 'vpc')?.id ?? '';
  bench.emulator.drift({ op: 'delete', id });
  expect((await driftWhen(600_000)).drift).toMatchObject([{ address: 'vpc.prod', is: 'unseen', id }]);
  expect((await driftWhen(0)).drift).toMatchObject([{ address: 'vpc.prod', is: 'gone', id }]);
});
