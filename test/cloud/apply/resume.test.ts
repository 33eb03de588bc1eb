import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyDesign, applyPlan } from '../../../src/cloud/apply/apply.ts';
import type { CloudContext } from '../../../src/cloud/context.ts';
import { destroyErrand, errandFor, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Topology } from '../../../src/model/topology.ts';
import type { FileStore } from '../../../src/cloud/file-store.ts';
import { leftoversAmong } from '../support/memory-store.ts';
import { isChange, mortal, type Death } from '../support/mortal.ts';
import { applyAll, ownResources, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { ossFilesIn } from '../support/oss-store.ts';
import { refusal } from '../support/slow.ts';

const small = `
network demo { region cn-shanghai }
site dc { kind datacenter prefix 10.10.0.0/16 asn 65010 }
circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CT bandwidth 1 Gbps id "pc-one" }
vbr one-vbr on one {
  vlan 110 peering 172.16.1.2/30 to 172.16.1.1
  bgp { peer-asn 65010 bfd on }
}
ecr core { asn 45104 attach one-vbr }
cen backbone { transit-router tr in cn-shanghai { attach core, prod route 10.9.0.0/16 blackhole } }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 }
}
contact netops { mail "netops@example.com" }
monitoring watch { notify netops event bgp-peer-down }`;

let bench: Bench;
let topology: Topology;
let undisturbed: readonly string[];

beforeAll(async () => {
  bench = await startBench();
  topology = topologyOf(small);
  await apply(bench.context);
  undisturbed = kindsOf(ownResources(bench));
});

beforeEach(reset);

afterAll(() => bench.emulator.stop());

/** Where the state is, as each process opens it, and every how many changing calls a run is killed. */
const inMemory: Place = { name: 'memory', open: () => Promise.resolve(bench.store), every: 3 };
const places: readonly Place[] = [
  inMemory,
  { name: 'a bucket', open: () => ossFilesIn(bench.emulator), every: 7 },
];

interface Place {
  readonly name: string;
  readonly open: () => Promise<FileStore>;
  readonly every: number;
}

function reset(): void {
  bench.emulator.reset();
  bench.store.files.clear();
  bench.requests.length = 0;
}

/** The next process on the same machine: the one before is dead. */
async function nextProcess({ open }: Place): Promise<CloudContext> {
  const owner = { host: 'here', pid: 4711, boot: 'today', startedAt: () => undefined };
  return { ...bench.context, files: await open(), owner };
}

async function apply(context: CloudContext, design = topology): Promise<string> {
  const errand = errandFor(design, context.stack);
  const { report } = await applyDesign(context, errand, { approve: () => Promise.resolve('with-guards') });
  return report?.outcome ?? 'nothing to do';
}

async function destroy(context: CloudContext): Promise<string> {
  const { report } = await applyDesign(context, destroyErrand(topology, context.stack), {
    approve: () => Promise.resolve('with-guards'),
  });
  return report?.outcome ?? 'nothing to do';
}

function kindsOf(resources: readonly string[]): string[] {
  return resources.map((each) => each.split(' ')[0] ?? '');
}

async function expectConverged(place: Place): Promise<void> {
  expect(await apply(await nextProcess(place))).toBe('done');
  expect((await makePlan(await nextProcess(place), topology)).steps).toEqual([]);
  // Nothing was made twice: as many as a run makes that nothing disturbs.
  expect(kindsOf(ownResources(bench))).toEqual(undisturbed);
  expect(leftoversAmong(await (await place.open()).list())).toEqual([]);
}

async function countChanges(run: () => Promise<unknown>): Promise<number> {
  bench.requests.length = 0;
  await run();
  return bench.requests.filter(isChange).length;
}

async function dieWhile(
  place: Place,
  death: Death,
  run: (context: CloudContext) => Promise<unknown>,
): Promise<boolean> {
  const { context, isDead } = mortal(await nextProcess(place), death);
  // The dead process has nobody to report to.
  await run(context).catch(() => undefined);
  return isDead();
}

describe.each(places)('with the state in $name', (place) => {
  describe.each(['before', 'after'] as const)('killed right %s any changing call', (when) => {
    test('of an apply, the next apply ends where an undisturbed one does', async () => {
      const changes = await countChanges(async () => apply(await nextProcess(place)));
      expect(changes).toBeGreaterThan(20);
      for (let atChange = 1; atChange <= changes; atChange += place.every) {
        reset();
        expect(await dieWhile(place, { atChange, when }, apply)).toBe(true);
        await expectConverged(place);
      }
    });

    test('of a destroy, the next destroy leaves nothing', async () => {
      await apply(await nextProcess(place));
      const changes = await countChanges(async () => destroy(await nextProcess(place)));
      for (let atChange = 1; atChange <= changes; atChange += 2 * place.every) {
        reset();
        await apply(await nextProcess(place));
        await dieWhile(place, { atChange, when }, destroy);
        expect(await destroy(await nextProcess(place))).toBe('done');
        expect(ownResources(bench)).toEqual([]);
      }
    });
  });

  test('killed again while the next run recovers, the third run converges', async () => {
    for (const second of [1, 2, 3]) {
      reset();
      await dieWhile(place, { atChange: 5, when: 'after' }, apply);
      await dieWhile(place, { atChange: second, when: 'after' }, apply);
      await expectConverged(place);
    }
  });
});

test('cancelling stops new calls, says so, and the next apply goes on from there', async () => {
  const cancel = new AbortController();
  const context: CloudContext = {
    ...bench.context,
    client: {
      call: async (request) => {
        const answer = await bench.context.client.call(request);
        if (request.action === 'CreateTransitRouter') cancel.abort();
        return answer;
      },
    },
  };
  const plan = await makePlan(context, topology);
  const report = await applyPlan(context, plan, { signal: cancel.signal });
  expect(report.outcome).toBe('cancelled');
  expect(report.results.some((each) => each.result === 'not-started')).toBe(true);
  const sent = bench.requests.filter(isChange).length;
  expect(bench.requests.filter(isChange)).toHaveLength(sent);
  await expectConverged(inMemory);
});

describe('a call with a secret of which nobody knows what became', () => {
  const keyed = (name: string): Topology => topologyOf(small.replace('bfd on', `auth secret ${name} bfd on`));

  /** Gets no answer to a call, and is cancelled then. */
  async function applyUpTo(action: string, design: Topology): Promise<void> {
    const cancel = new AbortController();
    const call: CloudContext['client']['call'] = (request) => {
      if (request.action !== action) return bench.context.client.call(request);
      cancel.abort();
      return Promise.reject(refusal('ambiguous', ''));
    };
    const context = { ...bench.context, client: { call } };
    const plan = await makePlan(context, design);
    expect((await applyAll(context, plan, { signal: cancel.signal })).outcome).toBe('cancelled');
  }

  async function destroyWithoutSecrets(): Promise<string> {
    const next = await nextProcess(inMemory);
    return destroy({ ...next, secrets: { read: () => Promise.resolve(undefined) } });
  }

  test('needs no value any more when it changes something, for it is not sent again', async () => {
    await apply(bench.context, keyed('OLD_KEY'));
    await applyUpTo('ModifyBgpGroupAttribute', keyed('NEW_KEY'));
    expect(await destroyWithoutSecrets()).toBe('done');
    expect(ownResources(bench)).toEqual([]);
  });

  test('needs it when it makes something, for it may be sent again', async () => {
    await applyUpTo('CreateBgpGroup', keyed('KEY'));
    await expect(destroyWithoutSecrets()).rejects.toThrow("no value for the secret 'KEY'");
  });
});

test('a plan that others have overtaken is refused', async () => {
  const plan = await makePlan(bench.context, topology);
  await apply(bench.context);
  await expect(applyPlan(bench.context, plan)).rejects.toThrow(/out of date/);
});

test('without its state, a design finds what it made by tags and keys, and creates nothing', async () => {
  await apply(bench.context);
  const before = ownResources(bench);
  const elsewhere = bench.elsewhere();
  const plan = await makePlan(elsewhere, topology);
  expect(plan.changes).toMatchObject({ create: 0, replace: 0, delete: 0 });
  expect((await applyPlan(elsewhere, plan)).outcome).toBe('done');
  expect(ownResources(bench)).toEqual(before);
  expect((await makePlan(elsewhere, topology)).steps).toEqual([]);
});
