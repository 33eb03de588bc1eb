import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyDesign, applyPlan } from '../../../src/cloud/apply/apply.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { errandFor, makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { isChange, mortal } from '../support/mortal.ts';
import { ownResources, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { routesAndServicesDesign } from '../support/designs.ts';

const topology = topologyOf(routesAndServicesDesign);

let bench: Bench;
let changes: number;
let undisturbed: readonly string[];

beforeAll(async () => {
  bench = await startBench();
  await apply(bench.context);
  undisturbed = ownKinds();
  changes = bench.requests.filter(isChange).length;
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

async function apply(context: CloudContext): Promise<string> {
  const errand = errandFor(topology, context.stack);
  const { report } = await applyDesign(context, errand, { approve: () => Promise.resolve('with-guards') });
  return report?.outcome ?? 'nothing to do';
}

/** The next process on the same machine: the one before is dead. */
function nextProcess(): CloudContext {
  return { ...bench.context, owner: { host: 'here', pid: 4711, startedAt: () => undefined } };
}

function ownKinds(): string[] {
  return ownResources(bench).map((each) => each.split(' ')[0] ?? '');
}

describe.each(['before', 'after'] as const)('killed right %s any changing call', (when) => {
  // Every seventh from a start of its own, so that both together look at more calls.
  test('the next apply of routes and services ends where an undisturbed one does', async () => {
    for (let atChange = when === 'before' ? 1 : 4; atChange <= changes; atChange += 7) {
      bench.emulator.reset();
      bench.store.files.clear();
      const { context, isDead } = mortal(nextProcess(), { atChange, when });
      await apply(context).catch(() => undefined);
      expect(isDead()).toBe(true);
      expect(await apply(nextProcess())).toBe('done');
      expect((await makePlan(nextProcess(), topology)).steps).toEqual([]);
      expect(ownKinds()).toEqual(undisturbed);
    }
  });
});

test('without its state, a design finds its routes and services again, and creates nothing', async () => {
  await apply(bench.context);
  const before = ownResources(bench);
  const elsewhere = bench.elsewhere();
  const plan = await makePlan(elsewhere, topology);
  expect(plan.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
  expect(await apply(elsewhere)).toBe('done');
  expect(ownResources(bench)).toEqual(before);
});

test('a deletion that is refused since it was done already is over', async () => {
  await apply(bench.context);
  const plan = await makeDestroyPlan(bench.context, topology);
  const [connection] = bench.emulator
    .snapshot()
    .resources.filter(({ kind }) => kind === 'privatelink-connection');
  // The call of a run that did not live to see the answer.
  await bench.context.client.call({
    product: 'privatelink',
    action: 'DisableVpcEndpointConnection',
    region: 'cn-shanghai',
    parameters: {
      ServiceId: connection?.fields.ServiceId as string,
      EndpointId: connection?.id ?? '',
    },
  });
  await expect.poll(() => disconnected()).toBe(true);
  expect((await applyPlan(bench.context, plan)).outcome).toBe('done');
  expect(ownResources(bench)).toEqual([]);
});

function disconnected(): boolean {
  return bench.emulator
    .snapshot()
    .resources.some(({ kind, status }) => kind === 'privatelink-connection' && status === 'Disconnected');
}
