/** A state in a bucket: what goes wrong there, and several machines at work on it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyDesign, applyPlan } from '../../../src/cloud/apply/apply.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { breakLock, lockHolder, takeLock } from '../../../src/cloud/state/lock.ts';
import { errandFor, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { ApplyReport } from '../../../src/cloud/apply/report.ts';
import { initBackend, openBackend } from '../../../src/cloud/store/backend.ts';
import type { ObjectStore } from '../../../src/cloud/store/object-store.ts';
import { patientStore } from '../../../src/cloud/store/patient-store.ts';
import type { FaultRule } from '../../../src/emulator/faults/rule.ts';
import type { Topology } from '../../../src/model/topology.ts';
import { startBench, ownResources, topologyOf, type Bench } from '../support/bench.ts';
import { leftoversAmong } from '../support/memory-store.ts';
import { isChange, mortal } from '../support/mortal.ts';
import { backendIn, hasty, objectsIn } from '../support/oss-store.ts';

const design = `
network demo { region cn-shanghai }
cen backbone { transit-router tr in cn-shanghai { attach prod } }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 }
}`;

let bench: Bench;
let topology: Topology;
let undisturbed: readonly string[];
let changes = 0;

beforeAll(async () => {
  bench = await startBench();
  topology = topologyOf(design);
  await reset();
  await apply(await machine('one'));
  undisturbed = kindsOf(ownResources(bench));
  changes = bench.requests.filter(isChange).length;
});

beforeEach(reset);

afterAll(() => bench.emulator.stop());

async function reset(): Promise<void> {
  bench.emulator.reset();
  bench.requests.length = 0;
  await initBackend(backendIn(bench.emulator));
}

/** A run on some machine; nothing but the bucket connects it with the others. */
async function machine(host: string, objects = objectsIn(bench.emulator)): Promise<CloudContext> {
  const backend = { ...backendIn(bench.emulator), store: patientStore(objects, hasty) };
  const owner = { host, pid: 7, boot: `boot of ${host}`, startedAt: () => '' };
  return { ...bench.context, owner, files: await openBackend(backend, 'test') };
}

async function apply(context: CloudContext): Promise<ApplyReport> {
  const errand = errandFor(topology, context.stack);
  const { report } = await applyDesign(context, errand, { approve: () => Promise.resolve('with-guards') });
  return report ?? { purpose: 'apply', outcome: 'done', results: [] };
}

function kindsOf(resources: readonly string[]): string[] {
  return resources.map((each) => each.split(' ')[0] ?? '');
}

async function expectConverged(): Promise<void> {
  const context = await machine('another');
  expect((await apply(context)).outcome).toBe('done');
  expect((await makePlan(await machine('yet-another'), topology)).steps).toEqual([]);
  expect(kindsOf(ownResources(bench))).toEqual(undisturbed);
  expect(leftoversAmong(await context.files.list())).toEqual([]);
}

const faults: readonly FaultRule['fault'][] = [
  { kind: 'lost-answer' },
  { kind: 'lost-request' },
  { kind: 'server-error', when: 'after' },
  { kind: 'server-error', when: 'after', answer: 'unavailable-html' },
  { kind: 'server-error', when: 'after', answer: 'truncated' },
  { kind: 'server-error', when: 'before' },
  { kind: 'late-commit', afterMs: 3 },
  { kind: 'duplicate' },
  { kind: 'throttling' },
  { kind: 'reset', at: 'headers' },
];

/** The lock, a state, a part of the journal. */
const keys = ['lock.1.json', 'lock.1.free', 'state.000001.json', 'journal.000001.jsonl/000002'] as const;

test.each(faults)('each object is created once, whatever becomes of its answer: %j', async (fault) => {
  const puts: string[] = [];
  const context = await machine('one', counting(puts));
  for (const key of keys) {
    bench.emulator.faults.add({
      match: { product: 'oss', action: 'PutObject', params: { key: `team/test/${key}` } },
      fault,
    });
  }
  expect((await apply(context)).outcome).toBe('done');
  expect(bench.emulator.faults.list().map(({ hit }) => hit)).toEqual(keys.map(() => 1));
  bench.emulator.faults.clear();
  expect(bench.requests.filter(isChange)).toHaveLength(changes);
  expect(new Set(puts).size).toBe(puts.length);
  await expectConverged();
});

test('a failing read, list or removal is repeated', async () => {
  for (const action of ['GetObject', 'ListObjectsV2', 'DeleteObject']) {
    for (const nth of [1, 2, 3]) {
      bench.emulator.faults.add({
        match: { product: 'oss', action, nth },
        fault: { kind: 'server-error', answer: nth === 2 ? 'truncated' : 'unavailable' },
      });
    }
  }
  expect((await apply(await machine('one'))).outcome).toBe('done');
  expect(bench.emulator.faults.list().map(({ hit }) => hit)).toEqual(Array(9).fill(1));
  bench.emulator.faults.clear();
  await expectConverged();
});

describe('who is overtaken while creating', () => {
  const race = (name: string): string =>
    bench.emulator.faults.add({
      match: { product: 'oss', params: { key: `team/test/${name}` } },
      fault: { kind: 'object-race', text: JSON.stringify(theirs) },
    });
  const theirs = { host: 'two', pid: 8, operation: 'apply', since: '2026-01-01T00:00:00Z' };

  test('the lock is told who holds it', async () => {
    const context = await machine('one');
    const plan = await makePlan(context, topology);
    race('lock.1.json');
    await expect(applyPlan(context, plan)).rejects.toThrow(
      /another hcnet \(apply, process 8 on two, since 2026-01-01T00:00:00Z\) works on 'test'/,
    );
    expect(bench.requests.filter(isChange)).toEqual([]);
  });

  test('a state sends nothing more', async () => {
    const context = await machine('one');
    const plan = await makePlan(context, topology);
    race('state.000001.json');
    await expect(applyPlan(context, plan)).rejects.toThrow(
      /somebody else has saved state 1 .* nothing more is sent/,
    );
    expect(bench.requests.filter(isChange)).toEqual([]);
  });

  test('a part of the journal sends nothing more', async () => {
    const context = await machine('one');
    const plan = await makePlan(context, topology);
    race('journal.000001.jsonl/000002');
    const report = await applyPlan(context, plan).catch((error: unknown) => error);
    expect(JSON.stringify(report) + String(report)).toContain('somebody else writes the journal');
    expect(bench.requests.filter(isChange)).toEqual([]);
  });
});

describe('lists that lag', () => {
  test('behind what was written are waited for, and no state or lock is used twice', async () => {
    const puts: string[] = [];
    bench.emulator.faults.add({
      match: { product: 'oss' },
      fault: { kind: 'stale-list', lagMs: 40 },
      times: 'always',
    });
    for (const host of ['one', 'two', 'three']) {
      const context = await machine(host, counting(puts));
      expect((await apply(context)).outcome).toBe('done');
    }
    expect(new Set(puts).size).toBe(puts.length);
    bench.emulator.faults.clear();
    await expectConverged();
  });

  test('for too long stop the run before it sends anything, and leave no lock behind', async () => {
    const context = await machine('one');
    const plan = await makePlan(context, topology);
    bench.emulator.faults.add({
      match: { product: 'oss' },
      fault: { kind: 'stale-list', lagMs: 60_000 },
      times: 'always',
    });
    await expect(applyPlan(context, plan)).rejects.toThrow(
      /does not show what was written there a while ago/,
    );
    expect(bench.requests.filter(isChange)).toEqual([]);
    bench.emulator.faults.clear();
    await expectConverged();
  });
});

describe('a network that fails in the middle of a run', () => {
  test('lets nothing more out, and the next run goes on from there', async () => {
    const context = await machine('one');
    const gone: FaultRule = { match: { product: 'oss' }, fault: { kind: 'lost-request' }, times: 'always' };
    let sent = 0;
    let sentBefore = 0;
    const cut: CloudContext = {
      ...context,
      client: {
        call: async (request) => {
          if (isChange(request)) sent += 1;
          if (isChange(request) && sent === 3) {
            bench.emulator.faults.add(gone);
            sentBefore = sent;
          }
          return context.client.call(request);
        },
      },
    };
    const reason: unknown = expect.stringMatching(
      /oss:\/\/hcnet-states cannot be used: .*no readable answer.*nothing more is sent/,
    );
    const report = await apply(cut);
    expect(report).toMatchObject({ outcome: 'failed', unsaved: expect.any(String) as string });
    expect(report.results.find(({ result }) => result === 'failed')).toMatchObject({ message: reason });
    // What was on its way when it happened; the journal takes nothing more.
    expect(sent - sentBefore).toBeLessThanOrEqual(1);
    bench.emulator.faults.clear();
    await breakLock(context, (await lockHolder(context))?.number ?? 0);
    await expectConverged();
  });
});

describe('two machines at once', () => {
  test('are one writer: the other is told who it is, and nothing is made twice', async () => {
    const contexts = [await machine('one'), await machine('two')];
    const planned = await Promise.all(
      contexts.map(async (context) => ({ context, plan: await makePlan(context, topology) })),
    );
    const results = await Promise.allSettled(planned.map(({ context, plan }) => applyPlan(context, plan)));
    const outcomes = results.map((result) =>
      result.status === 'fulfilled' ? result.value.outcome : String(result.reason),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== 'done')).toMatch(
      /another hcnet \(apply, process 7 on (one|two), .* hcnet unlock PATH 1|keeps changing hands|out of date/,
    );
    await expectConverged();
  });

  test('of one name are two machines', async () => {
    await takeLock(await machine('runner'), 'apply');
    const namesake = await machine('runner');
    const other = { ...namesake.owner, boot: 'another boot', startedAt: () => undefined };
    await expect(takeLock({ ...namesake, owner: other }, 'apply')).rejects.toThrow('process 7 on runner');
  });
});

test.each(['before', 'after'] as const)(
  'a runner that dies with its disk, right %s a call, leaves all that another one needs',
  async (when) => {
    for (let atChange = 1; atChange <= changes; atChange += 2) {
      await reset();
      const { context, isDead } = mortal(await machine('runner-1'), { atChange, when });
      await apply(context).catch(() => undefined);
      expect(isDead()).toBe(true);
      const next = await machine('runner-2');
      await expect(takeLock(next, 'apply')).rejects.toThrow('process 7 on runner-1');
      await breakLock(next, (await lockHolder(next))?.number ?? 0);
      await expectConverged();
    }
  },
);

/** Hears of each object that is really put. */
function counting(puts: string[]): ObjectStore {
  const store = objectsIn(bench.emulator);
  return {
    ...store,
    put: async (key, object) => {
      const isPut = await store.put(key, object);
      if (isPut) puts.push(key);
      return isPut;
    },
  };
}
