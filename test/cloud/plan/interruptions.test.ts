import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import { trafficOf } from '../../../src/cloud/plan/interruptions.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import { desiredGraph } from '../../../src/cloud/design/desired.ts';
import { linksOf, partAt } from '../../../src/analysis/ways.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { applyAll, startBench, topologyOf, type Bench } from '../support/bench.ts';
import { routesAndServicesDesign, wholeDesign } from '../support/designs.ts';
import { apply, planOf } from '../support/steps.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

beforeEach(() => {
  bench.emulator.reset();
  bench.store.files.clear();
});

afterAll(() => bench.emulator.stop());

const circuits = ['one', 'two', 'three'].map(
  (name) =>
    `circuit ${name} from dc to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps id "pc-${name}" }`,
);

const vbr = (name: string, circuit: string, vlan: number): string =>
  `vbr ${name} on ${circuit} { vlan ${vlan} peering 172.16.${vlan}.2/30 to 172.16.${vlan}.1 bgp { peer-asn 65010 } }`;

/** A site with some VBRs at one hub, which reaches a database and is to survive the loss of a circuit. */
const design = (...vbrs: readonly (readonly [name: string, circuit: string, vlan: number])[]): string => `
network n { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 }
${circuits.join('\n')}
${vbrs.map((each) => vbr(...each)).join('\n')}
ecr core { attach ${vbrs.map(([name]) => name).join(', ')} }
cen hub { transit-router sh in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
service db { at prod.l }
expect dc reaches db privately surviving any 1 circuit`;

const two = design(['a', 'one', 1], ['b', 'two', 2]);

function told({ traffic }: Plan): string[] {
  return traffic.map(({ from, to, is, lasts, addresses, exposedTo }) =>
    [`${from} → ${to} ${is}${lasts ? ' for good' : ''}`, ...addresses, ...exposedTo].join(', '),
  );
}

describe('a plan', () => {
  test('that makes everything interrupts nothing', async () => {
    const plan = await planOf(bench, two);
    expect(plan.traffic).toEqual([]);
    expect(plan.guards).toEqual([]);
  });

  test('that changes one of two ways leaves the other, and says what is not survived meanwhile', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, two.replace('vlan 1 ', 'vlan 11 '));
    expect(told(plan)).toEqual(['site.dc → service.db degraded, vbr.a, any 1 circuit']);
    expect(plan.traffic[0]?.source).toEqual({ uri: 'file:///design.hcnet', line: 14 });
    expect(plan.guards).toEqual([]);
  });

  test('that changes what carries nothing hits nothing', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, two.replace('vlan 1 ', 'rate-limit 200 Mbps vlan 1 '));
    expect(plan.steps.map(({ address }) => address)).toEqual(['vbr.a']);
    expect(plan.traffic).toEqual([]);
  });

  test('that changes both ways at once has to be allowed by name', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, two.replaceAll('peer-asn 65010', 'peer-asn 65011'));
    expect(told(plan)).toEqual(['site.dc → service.db interrupted, vbr.a/bgp, vbr.b/bgp']);
    expect(plan.guards).toEqual([
      {
        code: 'outage',
        message: 'traffic would be interrupted: dc → db',
        addresses: ['vbr.a/bgp', 'vbr.b/bgp'],
        allow: '--allow-outage',
      },
    ]);
    await expect(applyPlan(bench.context, plan)).rejects.toThrow(
      'traffic would be interrupted: dc → db. If that is meant, say so: --allow-outage',
    );
    const report = await applyPlan(bench.context, plan, { allow: new Set(['outage']) });
    expect(report.outcome).toBe('done');
  });

  test('that replaces both VBRs counts all that hangs on them as one', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, design(['a', 'two', 1], ['b', 'three', 2]));
    expect(plan.steps.filter(({ action }) => action === 'replace').map(({ address }) => address)).toContain(
      'vbr.a/bgp',
    );
    expect(told(plan)).toEqual([
      expect.stringMatching(/^site\.dc → service\.db interrupted, .*vbr\.a.*vbr\.b/),
    ]);
  });

  test('that removes the old way and makes a new one may do the first before the second', async () => {
    await apply(bench, design(['a', 'one', 1]));
    const plan = await planOf(bench, design(['b', 'two', 2]));
    expect(told(plan)).toEqual([expect.stringMatching(/^site\.dc → service\.db interrupted, .*vbr\.a/)]);
    const both = await planOf(bench, two);
    expect(both.traffic).toEqual([]);
    await applyAll(bench.context, both);
    const after = await planOf(bench, design(['b', 'two', 2]));
    expect(told(after)).toEqual([
      expect.stringMatching(/^site\.dc → service\.db degraded for good, .*vbr\.a, any 1 circuit$/),
    ]);
  });

  test('that takes the last way away says that it stays so', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, two.replace('ecr core { attach a, b }', 'ecr core { }'));
    expect(told(plan)).toEqual([expect.stringMatching(/^site\.dc → service\.db interrupted for good, /)]);
    expect(plan.guards).toMatchObject([
      { code: 'outage', message: 'traffic would be interrupted, in part for good: dc → db' },
    ]);
  });
});

test('what waits for each other is not away at one time', async () => {
  await apply(bench, two);
  const plan = await planOf(bench, two.replaceAll('peer-asn 65010', 'peer-asn 65011'));
  const { resources } = parseState(bench.store.state(), 'memory');
  const input = { topology: topologyOf(two), state: { resources }, kinds: kindsByName };
  const inTurn = plan.steps.map((step) =>
    step.address === 'vbr.b/bgp' ? { ...step, dependencies: [...step.dependencies, 'vbr.a/bgp'] } : step,
  );
  const outcomes = [plan.steps, inTurn].map((steps) => trafficOf({ ...input, steps }).map(({ is }) => is));
  expect(outcomes).toEqual([['interrupted'], ['degraded']]);
});

test('every resource that a way goes through is known to carry traffic', () => {
  for (const text of [wholeDesign, routesAndServicesDesign]) {
    const topology = topologyOf(text);
    const parts = new Set(linksOf(topology).flatMap(({ from, to }) => [partAt(from), partAt(to)]));
    const { resources } = desiredGraph(topology, 'test', allKinds);
    const carrying = resources.filter(({ address }) => parts.has(address));
    // Circuits are never taken away.
    const silent = carrying.filter(({ kind }) => kind.carries === undefined && kind.delete !== undefined);
    expect(silent.map(({ address }) => address)).toEqual([]);
    const made = new Set(carrying.map(({ address }) => address));
    const unmade = [...parts].filter((part) => !made.has(part) && !/^(site|service)\./.test(part));
    expect(unmade).toEqual([]);
  }
});
