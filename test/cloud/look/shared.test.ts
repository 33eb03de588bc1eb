/** When lists of all are read in place of single things, and what is taken from them. */
import { describe, expect, test } from 'vitest';
import { vpc } from '../../../src/cloud/kinds/vpc.ts';
import { readOutputs } from '../../../src/cloud/look/outputs.ts';
import { createReader } from '../../../src/cloud/look/reader.ts';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import { slowly, type Slow } from '../support/slow.ts';

const names = Array.from({ length: 120 }, (_each, index) => `vpc-${index}`);

/** A cloud with as many VPCs as there are names, each with a route table; `hidden` is not listed with the others. */
function cloud(hidden = ''): Slow {
  return slowly(({ action, parameters }: CloudRequest) => {
    const { VpcId: id, PageNumber: page = 1, PageSize: size = 50 } = parameters;
    const all = typeof id === 'string' ? [id] : names.filter((name) => name !== hidden);
    const shown = all.slice((Number(page) - 1) * Number(size), Number(page) * Number(size));
    const answer = { TotalCount: all.length, RequestId: 'r' };
    if (action === 'DescribeVpcs')
      return { ...answer, Vpcs: { Vpc: shown.map((VpcId) => ({ VpcId, Status: 'Available' })) } };
    const tables = shown.map((VpcId) => ({ VpcId, RouteTableId: `vtb-of-${VpcId}` }));
    return { ...answer, RouterTableList: { RouterTableListType: tables } };
  });
}

const place = { kind: vpc, region: 'cn-shanghai', inputs: {} };

describe('the outputs of many', () => {
  const outputsOf = async (slow: Slow) => {
    const reader = createReader(slow.context);
    const read = (id: string) =>
      readOutputs(reader, place, { id, item: { VpcId: id }, isMarked: true }, { since: slow.time.now });
    return slow.time.finish(Promise.all(names.map(read)));
  };

  test('come from one list, each from its own entry', async () => {
    const slow = cloud();
    const outputs = await outputsOf(slow);
    expect(outputs).toEqual(names.map((name) => ({ routeTable: `vtb-of-${name}` })));
    expect(slow.arrived.length).toBeLessThan(10);
  });

  test('are asked for one by one where the list does not show them', async () => {
    const slow = cloud('vpc-77');
    expect((await outputsOf(slow))[77]).toEqual({ routeTable: 'vtb-of-vpc-77' });
  });
});

describe('a look at one of many', () => {
  test('is never answered by an older one of its own', async () => {
    const slow = cloud();
    const reader = createReader(slow.context);
    const look = async (id: string, since: number): Promise<number> => {
      await slow.time.finish(reader.find(place, { by: 'id', id, sharedSince: 0 }, { since }));
      return slow.arrived.length;
    };
    const before = slow.time.now;
    await slow.time.pass(1_000);
    expect(await look('vpc-1', before)).toBe(1);
    const after = slow.time.now + 1;
    await slow.time.pass(250);
    expect(await look('vpc-1', after)).toBe(2);
  });

  test('may be answered by a list that another one began a moment before', async () => {
    const slow = cloud();
    const reader = createReader(slow.context);
    const before = slow.time.now;
    await slow.time.pass(1_000);
    for (const id of names) {
      const [found] = await slow.time.finish(
        reader.find(place, { by: 'id', id, sharedSince: before }, { since: slow.time.now - 1 }),
      );
      expect(found?.id).toBe(id);
    }
    expect(slow.arrived.length).toBeLessThan(20);
  });
});
