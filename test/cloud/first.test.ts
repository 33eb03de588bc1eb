import { afterEach, expect, test } from 'vitest';
import { applyPlan } from '../../src/cloud/apply.ts';
import { makeDestroyPlan } from '../../src/cloud/destroy.ts';
import { makePlan } from '../../src/cloud/make-plan.ts';
import { startBench, topologyOf, type Bench } from './support/bench.ts';

let bench: Bench | undefined;

afterEach(async () => {
  await bench?.emulator.stop();
});

const design = `
network demo { region cn-shanghai }
cen backbone { transit-router tr in cn-shanghai { attach prod } }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
}`;

test('a design is applied, planned again as empty, and destroyed to nothing', async () => {
  bench = await startBench();
  const { context } = bench;
  const topology = topologyOf(design);
  const plan = await makePlan(context, topology);
  const report = await applyPlan(context, plan);
  expect(report.outcome).toBe('done');
  const again = await makePlan(context, topology);
  expect(again.steps).toEqual([]);
  const destroyed = await applyPlan(context, await makeDestroyPlan(context));
  expect(destroyed.outcome).toBe('done');
});
