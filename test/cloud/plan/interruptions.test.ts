import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../src/cloud/apply/apply.ts';
import { trafficOf } from '../../../src/cloud/plan/interruptions.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import { desiredGraph } from '../../../src/cloud/design/desired.ts';
import { linksOf, partAt } from '../../../src/analysis/ways.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { topologyOf, useBench } from '../support/bench.ts';
import { routesAndServicesDesign, wholeDesign } from '../support/designs.ts';
import { redundant as design, twoWays as two } from '../support/redundant.ts';
import { apply, planOf } from '../support/steps.ts';

const bench = useBench();

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

  test('that cuts the only way has to be allowed by name', async () => {
    const one = design(['a', 'one', 1]);
    await apply(bench, one);
    const plan = await planOf(bench, one.replaceAll('peer-asn 65010', 'peer-asn 65011'));
    expect(told(plan)).toEqual(['site.dc → service.db interrupted, vbr.a/bgp']);
    expect(plan.guards).toEqual([
      {
        code: 'outage',
        message: 'traffic would be interrupted: dc → db',
        addresses: ['vbr.a/bgp'],
        allow: '--allow-outage',
      },
    ]);
    await expect(applyPlan(bench.context, plan)).rejects.toThrow(
      'traffic would be interrupted: dc → db. If that is meant, say so: --allow-outage',
    );
    const report = await applyPlan(bench.context, plan, { allow: new Set(['outage']) });
    expect(report.outcome).toBe('done');
  });

  test('that loses one of two ways says what is not survived for good', async () => {
    await apply(bench, two);
    expect(told(await planOf(bench, design(['b', 'two', 2])))).toEqual([
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

describe('traffic to what is in another place from now on', () => {
  const moved = (text: string): string =>
    text
      .replace('vswitch l in cn-shanghai-l', 'vswitch new in cn-shanghai-l')
      .replace('at prod.l', 'at prod.new');

  test('is that to its VPC until then', async () => {
    await apply(bench, two);
    const plan = await planOf(
      bench,
      moved(two).replace('vlan 1 ', 'vlan 11 ').replace('vlan 2 ', 'vlan 12 '),
    );
    expect(told(plan)).toEqual([expect.stringMatching(/^site\.dc → service\.db .*vbr\.a/)]);
  });

  test('is that to the VPC that had its addresses', async () => {
    await apply(bench, two);
    const plan = await planOf(bench, two.replace('vpc prod ', 'vpc shop ').replaceAll('prod', 'shop'));
    expect(told(plan)).toEqual([expect.stringMatching(/^site\.dc → service\.db (interrupted|degraded)/)]);
    const elsewhere = two
      .replaceAll('192.168.', '172.20.')
      .replace('vpc prod ', 'vpc shop ')
      .replaceAll('prod', 'shop');
    expect(told(await planOf(bench, elsewhere))).toEqual([]);
  });
});

describe('a VPN that the design no longer has', () => {
  const withVpn = (name: string): string => `
    network n { region cn-shanghai }
    site dc { prefix 10.10.0.0/16 asn 65010 }
    site other { prefix 10.20.0.0/16 asn 65020 }
    cen hub { transit-router tr in cn-shanghai { attach prod, ${name} } }
    vpc prod in cn-shanghai { prefix 192.168.0.0/16
      vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
    service db { product rds at prod.l address 192.168.1.20 }
    vpn ${name} from dc to tr { bgp on customer-address 203.0.113.10 tunnel only { } }
    expect dc reaches db
    expect other reaches db`;

  test('carried the traffic of its site', async () => {
    await apply(bench, withVpn('last'));
    const plan = await planOf(bench, withVpn('solo'));
    expect(told(plan)).toEqual([expect.stringMatching(/^site\.dc → service\.db .*vpn\.last/)]);
    const gone = withVpn('last')
      .replace(/vpn last.*/, '')
      .replace('prod, last', 'prod');
    expect(told(await planOf(bench, gone))).toEqual([
      expect.stringMatching(/^site\.dc → service\.db interrupted for good/),
    ]);
  });
});

test('a VPN of which nobody knows the site carried the traffic of those that have no other way', async () => {
  const sites = (...names: readonly string[]): string => `
    network n { region cn-shanghai }
    cen hub { transit-router tr in cn-shanghai { attach prod, ${names.map((name) => `v${name}`).join(', ')} } }
    vpc prod in cn-shanghai { prefix 192.168.0.0/16
      vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
    service db { product rds at prod.l address 192.168.1.20 }
    ${names
      .map(
        (name) => `site ${name} { prefix 10.${name.charCodeAt(0)}.0.0/16 }
        vpn v${name} from ${name} to tr { customer-address 203.0.113.${name.charCodeAt(0)} tunnel only { } }
        expect ${name} reaches db`,
      )
      .join('\n')}`;
  await apply(bench, sites('a', 'b', 'c'));
  const plan = await planOf(bench, sites('b', 'c'));
  expect(plan.steps.map(({ address }) => address)).toContain('vpn.va');
  expect(told(plan)).toEqual([]);
});

test('a circuit that the design no longer has carried the traffic of its site', async () => {
  await apply(bench, two);
  const one = two
    .replace(/circuit one .*/, '')
    .replace(/vbr a on one .*/, '')
    .replace('attach a, b', 'attach b');
  expect(told(await planOf(bench, one))).toEqual([
    expect.stringMatching(/^site\.dc → service\.db degraded for good, .*vbr\.a/),
  ]);
});

test('what nothing makes wait for each other may be away at one time', async () => {
  await apply(bench, two);
  const plan = await planOf(bench, two.replaceAll('peer-asn 65010', 'peer-asn 65011'));
  const { resources } = parseState(bench.store.state(), 'memory');
  const input = { topology: topologyOf(two), state: { resources }, kinds: kindsByName };
  const atOnce = plan.steps.map((step) => ({ ...step, turn: { name: '', after: [], countsOn: [] } }));
  const outcomes = [atOnce, plan.steps].map((steps) => trafficOf({ ...input, steps }).map(({ is }) => is));
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
