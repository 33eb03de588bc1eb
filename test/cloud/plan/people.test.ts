import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { emulatorTiming } from '../../../src/cloud/timing.ts';
import { cloudAt } from '../../emulator/client.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';

const design = (id: string): string => `
network n { region cn-shanghai }
site dc { kind datacenter prefix 10.10.0.0/16 asn 65010 }
circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps ${id}
}
vbr v on one { vlan 110 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16 }`;

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({
    circuits: {
      'pc-late': { regionId: 'cn-shanghai', status: 'Allocated' },
      'pc-offered': { regionId: 'cn-shanghai', status: 'Allocated', hosted: true },
    },
  });
});

beforeEach(() => {
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

test('a circuit without an id becomes steps for people; what does not need it is done', async () => {
  bench.emulator.reset();
  const topology = topologyOf(design(''));
  const plan = await makePlan(bench.context, topology);
  expect(plan.changes).toEqual({ create: 1, update: 0, replace: 0, delete: 0, adopt: 0, move: 0, people: 6 });
  expect(plan.steps.filter((step) => step.action === 'people').map((step) => step.address)).toEqual([
    'circuit.one/people.1-apply',
    'circuit.one/people.2-pay-installation',
    'circuit.one/people.3-letter-of-authorization',
    'circuit.one/people.4-construction',
    'circuit.one/people.5-confirm',
    'circuit.one/people.6-pay-and-enable',
  ]);
  const waiting = plan.steps.filter((step) => step.action === 'wait-external').map((step) => step.address);
  expect(waiting).toEqual(['circuit.one', 'vbr.v', 'vbr.v/bgp', 'vbr.v/bgp/peer']);

  const report = await applyAll(bench.context, plan);
  expect(report.outcome).toBe('waiting');
  expect(report.results.find((each) => each.address === 'vpc.prod')?.result).toBe('done');
  expect(report.results.find((each) => each.address === 'circuit.one/people.1-apply')?.message).toMatch(
    /^Apply for the port/,
  );

  const again = await makePlan(bench.context, topology);
  expect(again.changes).toMatchObject({ create: 0, people: 6 });
});

test('once the circuit has an id and is enabled, the rest follows', async () => {
  bench.emulator.reset();
  await applyAll(bench.context, await makePlan(bench.context, topologyOf(design(''))));
  const topology = topologyOf(design('id "pc-installed"'));
  const report = await applyAll(bench.context, await makePlan(bench.context, topology));
  expect(report.outcome).toBe('done');
  expect((await makePlan(bench.context, topology)).steps).toEqual([]);
});

test('a circuit that was just applied for and is in no list yet is not taken for done', async () => {
  bench.emulator.reset();
  const topology = topologyOf(design(''));
  const options = { applyForCircuits: true };
  await applyAll(bench.context, await makePlan(bench.context, topology, options));
  const { client, ...context } = bench.context;
  const again = await makePlan(
    {
      ...context,
      timing: { ...emulatorTiming, freshMs: 60_000 },
      client: {
        ...client,
        call: async (request) => {
          const answer = await client.call(request);
          if (request.action !== 'DescribePhysicalConnections') return answer;
          return { ...answer, TotalCount: 0, PhysicalConnectionSet: { PhysicalConnectionType: [] } };
        },
      },
    },
    topology,
    options,
  );
  expect(again.changes.create).toBe(0);
  expect(again.steps.find(({ address }) => address === 'vbr.v')?.action).toBe('wait-external');
});

test('ordering circuits, when asked for, goes on with what people have left to do', async () => {
  bench.emulator.reset();
  const topology = topologyOf(design(''));
  const plan = await makePlan(bench.context, topology, { applyForCircuits: true });
  expect(plan.steps.find((step) => step.address === 'circuit.one')?.action).toBe('create');
  const report = await applyAll(bench.context, plan);
  expect(report.outcome).toBe('waiting');
  expect(bench.requests.map((request) => request.action)).toContain('CreatePhysicalConnection');
  const again = await makePlan(bench.context, topology);
  expect(again.changes.create).toBe(0);
  expect(again.changes.people).toBeLessThan(6);
  expect(again.steps.find((step) => step.address === 'vbr.v')?.action).toBe('wait-external');
});

test('a circuit that is not enabled yet lets nothing be built on it, and says what is left', async () => {
  const topology = topologyOf(design('id "pc-late"'));
  const plan = await makePlan(bench.elsewhere(), topology);
  expect(plan.steps.filter((step) => step.action === 'people').map((step) => step.address)).toEqual([
    'circuit.one/people.3-letter-of-authorization',
    'circuit.one/people.4-construction',
    'circuit.one/people.5-confirm',
    'circuit.one/people.6-pay-and-enable',
  ]);
  expect(plan.steps.find((step) => step.address === 'vbr.v')?.action).toBe('wait-external');
});

describe('a circuit that is not enabled yet', () => {
  const topology = topologyOf(design('id "pc-late"'));
  const left = (plan: Plan): readonly string[] =>
    plan.steps
      .filter((step) => step.action === 'people')
      .map((step) => step.address.replace(/.*people\./, ''));
  const changes = (plan: Plan): unknown =>
    plan.steps
      .filter((step) => step.action === 'update')
      .map(({ address, reasons }) => ({ address, reasons }));

  /** People's part: no kind has these calls. */
  async function reportCompletion(): Promise<void> {
    const cloud = cloudAt(bench.emulator);
    const letter = { RegionId: 'cn-shanghai', InstanceId: 'pc-late' };
    await cloud.call('vpc', 'ApplyPhysicalConnectionLOA', {
      ...letter,
      CompanyName: 'Retail',
      ConstructionTime: '2026-12-01T00:00:00Z',
      LineType: 'FIBRE',
      Si: 'Installer',
    });
    await cloud.call('vpc', 'CompletePhysicalConnectionLOA', {
      ...letter,
      FinishWork: true,
      LineCode: 'L-1',
    });
  }

  beforeEach(async () => {
    bench.emulator.reset();
    await applyAll(bench.context, await makePlan(bench.context, topology));
  });

  test('is not confirmed without proof that the line is built, whatever the plan is told', async () => {
    const plan = await makePlan(bench.context, topology, { confirmCircuits: true, enableCircuits: true });
    expect(changes(plan)).toEqual([]);
    expect(left(plan)).toContain('5-confirm');
  });

  test('is confirmed and enabled only when the plan is told to, one after the other', async () => {
    await reportCompletion();
    expect(changes(await makePlan(bench.context, topology))).toEqual([]);

    const confirming = await makePlan(bench.context, topology, { confirmCircuits: true });
    expect(changes(confirming)).toEqual([
      {
        address: 'circuit.one',
        reasons: [{ attribute: 'isConfirmed', seen: 'Status Allocated, LoaStatus Complete', wanted: 'true' }],
      },
    ]);
    expect(left(confirming)).toEqual(['6-pay-and-enable']);
    expect((await applyAll(bench.context, confirming)).outcome).toBe('waiting');

    expect(changes(await makePlan(bench.context, topology, { confirmCircuits: true }))).toEqual([]);
    const enabling = await makePlan(bench.context, topology, { enableCircuits: true });
    expect(changes(enabling)).toHaveLength(1);
    expect(left(enabling)).toEqual([]);
    await applyAll(bench.context, enabling);

    const rest = await makePlan(bench.context, topology);
    expect(rest.steps.every((step) => step.action === 'create')).toBe(true);
    expect((await applyAll(bench.context, rest)).outcome).toBe('done');
    expect((await makePlan(bench.context, topology)).steps).toEqual([]);
  });
});

test('a hosted connection is accepted only when the plan is told to', async () => {
  bench.emulator.reset();
  const topology = topologyOf(`
    network n { region cn-shanghai }
    site dc { kind datacenter prefix 10.10.0.0/16 asn 65010 }
    circuit one from dc to access-point ap-cn-shanghai-nt-aligroup-C { type hosted carrier CT id "pc-offered" }`);
  const accepted = (): readonly string[] =>
    bench.requests.map(({ action }) => action).filter((action) => action === 'ConfirmPhysicalConnection');
  bench.requests.length = 0;
  await applyAll(bench.context, await makePlan(bench.context, topology));
  expect(accepted()).toEqual([]);
  await applyAll(bench.context, await makePlan(bench.context, topology, { confirmCircuits: true }));
  expect(accepted()).toHaveLength(1);
});
