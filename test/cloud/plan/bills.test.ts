import { describe, expect, test } from 'vitest';
import { billSums } from '../../../src/cloud/plan/bills.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { planJson, type Plan } from '../../../src/cloud/plan/plan.ts';
import { billingItemById, billingItems } from '../../../src/model/catalog/billing.ts';
import { topologyOf, useBench } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';
import { apply, planOf } from '../support/steps.ts';

const bench = useBench();

function sums({ steps }: Plan): string[] {
  return billSums(steps).map(({ item, change, addresses }) => `${item} ${change} ${addresses.length}`);
}

describe('a plan tells of what is billed', () => {
  test('what begins with a new design, by the items of the price lists', async () => {
    const plan = await planOf(bench, wholeDesign);
    expect(sums(plan)).toEqual([
      'express-connect-outbound begins 3',
      'ecr-cross-region begins 1',
      'tr-connection begins 5',
      'tr-processing begins 5',
      'tr-inter-region-transfer begins 1',
      'vpn-instance begins 1',
      'vpn-transfer begins 1',
      'ipsec-transfer begins 1',
      'privatelink-instance begins 2',
      'privatelink-data begins 1',
    ]);
    expect(planJson(plan).billing[2]).toEqual({
      item: 'tr-connection',
      name: 'Transit router connection fee',
      unit: 'connection and hour',
      method: 'pay-as-you-go',
      change: 'begins',
      addresses: expect.arrayContaining(['cen.backbone/transit-router.tr-sh/attachment.prod']) as string[],
      sources: ['https://www.alibabacloud.com/help/en/cen/product-overview/billing-rules'],
    });
  });

  test('what ends when all is destroyed', async () => {
    await apply(bench, wholeDesign);
    const plan = await makeDestroyPlan(bench.context, topologyOf(wholeDesign));
    expect(sums(plan)).toContain('tr-connection ends 5');
    expect(sums(plan).filter((text) => !text.includes(' ends '))).toEqual(['express-connect-port goes-on 3']);
  });

  const hubs = (peering: string): string => `
    network n { region cn-shanghai }
    cen c {
      transit-router a in cn-shanghai { }
      transit-router b in cn-beijing { }
      peering a to b { ${peering} }
    }`;

  test('what begins and ends when the same is paid in another way, and what changes', async () => {
    await apply(bench, hubs('bandwidth 10 Mbps billing data-transfer'));
    expect(sums(await planOf(bench, hubs('bandwidth 20 Mbps billing data-transfer')))).toEqual([]);
    const other = await planOf(bench, hubs('bandwidth 10 Mbps billing package "cenbwp-1"'));
    expect(sums(other)).toEqual(['tr-inter-region-plan begins 1', 'tr-inter-region-transfer ends 1']);
    await apply(bench, hubs('bandwidth 10 Mbps billing package "cenbwp-1"'));
    const more = await planOf(bench, hubs('bandwidth 20 Mbps billing package "cenbwp-1"'));
    expect(sums(more)).toEqual(['tr-inter-region-plan changes 1']);
  });

  test('what is made anew is billed anew', async () => {
    const gateway = (bandwidth: string): string => `
      network n { region cn-shanghai }
      site office { prefix 10.30.0.0/16 }
      vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 }
        vswitch m in cn-shanghai-m { prefix 10.0.2.0/24 } }
      vpn branch from office to prod { bandwidth ${bandwidth} customer-address 203.0.113.20 tunnel only { } }`;
    await apply(bench, gateway('10 Mbps'));
    expect(sums(await planOf(bench, gateway('100 Mbps')))).toEqual([
      'vpn-instance renews 1',
      'vpn-transfer renews 1',
    ]);
  });

  test('what people pay is billed when they take the step', async () => {
    const design = `
      network n { region cn-shanghai }
      site dc { }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT port 1000Base-LX }`;
    const paid = [
      'express-connect-installation begins 1',
      'express-connect-port begins 1',
      'carrier-line begins 1',
    ];
    expect(sums(await planOf(bench, design))).toEqual(paid);
    const ordered = await makePlan(bench.context, topologyOf(design), { applyForCircuits: true });
    expect(sums(ordered)).toEqual(paid);
    expect(ordered.steps.find(({ action }) => action === 'create')?.bills).toBeUndefined();
  });
});

test('every kind that is paid for says what for, and every item has a source', () => {
  const silent = allKinds.filter(({ billing, bills }) => (billing === undefined) !== (bills === undefined));
  expect(silent.map(({ name }) => name)).toEqual([]);
  for (const { bills = [], properties, name } of allKinds) {
    for (const { item, where, amount = [] } of bills) {
      expect(billingItemById(item), name).toBeDefined();
      for (const property of [...(where === undefined ? [] : [where.property]), ...amount])
        expect(properties, `${name} ${property}`).toHaveProperty([property]);
    }
  }
  expect(billingItems.filter(({ sources }) => sources.length === 0)).toEqual([]);
});
