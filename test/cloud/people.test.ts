import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePlan } from '../../src/cloud/make-plan.ts';
import { applyAll, startBench, topologyOf, type Bench } from './support/bench.ts';

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
  bench = await startBench({ circuits: { 'pc-late': { regionId: 'cn-shanghai', status: 'Allocated' } } });
});

beforeEach(() => {
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

test('a circuit without an id becomes steps for people; what does not need it is done', async () => {
  bench.emulator.reset();
  const topology = topologyOf(design(''));
  const plan = await makePlan(bench.context, topology);
  expect(plan.changes).toEqual({ create: 1, update: 0, replace: 0, delete: 0, adopt: 0, people: 6 });
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
