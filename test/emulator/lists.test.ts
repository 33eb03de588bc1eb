import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../src/emulator/engine/paging.ts';
import { at, idOf, startCloud } from './client.ts';
import type { Body, Cloud } from './client.ts';

const region = { RegionId: 'cn-shanghai' };

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterEach(() => {
  cloud.emulator.reset();
});

afterAll(async () => {
  await cloud.emulator.stop();
});

describe('pages', () => {
  test('by number: every resource once, with the total on each page', async () => {
    for (let n = 0; n < 12; n += 1) await cloud.call('vpc', 'CreateVpc', { ...region, VpcName: `vpc ${n}` });
    const pages = await Promise.all(
      [1, 2, 3].map((PageNumber) =>
        cloud.call('vpc', 'DescribeVpcs', { ...region, PageNumber, PageSize: 5 }),
      ),
    );
    expect(pages.map((page) => (at(page, 'Vpcs.Vpc') as Body[]).length)).toEqual([5, 5, 2]);
    expect(pages.map((page) => page.TotalCount)).toEqual([12, 12, 12]);
    expect(pages[1]).toMatchObject({ PageNumber: 2, PageSize: 5 });
    expect(
      new Set(pages.flatMap((page) => (at(page, 'Vpcs.Vpc') as Body[]).map((each) => each.VpcId))).size,
    ).toBe(12);
    expect(at(await cloud.call('vpc', 'DescribeVpcs', region), 'Vpcs.Vpc')).toHaveLength(10);
    expect(await cloud.refused('vpc', 'DescribeVpcs', { ...region, PageSize: 51 })).toBe(
      'InvalidPageSize.Malformed',
    );
  });

  test('by token: until none is left', async () => {
    for (let n = 0; n < 5; n += 1)
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 64512 + n });
    const seen: unknown[] = [];
    let NextToken: unknown;
    do {
      const page: Body = await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouter', {
        MaxResults: 2,
        NextToken,
      });
      seen.push(...(page.EcrList as Body[]).map((each) => each.EcrId));
      NextToken = page.NextToken;
    } while (NextToken !== '' && NextToken !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(
      await cloud.refused('expressconnectrouter', 'DescribeExpressConnectRouter', { NextToken: 'made-up' }),
    ).toBe('InvalidParameter.NextToken');
  });

  test('cover every list exactly once, whatever its length and the size of a page', () => {
    const action = { paging: 'NextToken/MaxResults', parameters: [], response: {} };
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const seen: number[] = [];
        let token: unknown = '';
        do {
          const page = pageOf(items, action, { MaxResults: size, NextToken: String(token) });
          seen.push(...page.items);
          token = page.about.NextToken;
        } while (token !== '');
        expect(seen).toEqual(items);
      }),
    );
  });
});

describe('filters', () => {
  test('take any of their values, and all of several filters', async () => {
    const ids = await Promise.all(
      ['one', 'two', 'three'].map(async (Name) =>
        idOf(await cloud.call('cbn', 'CreateCen', { Name }), 'CenId'),
      ),
    );
    const found = async (Filter: readonly Body[]): Promise<unknown> =>
      (await cloud.call('cbn', 'DescribeCens', { Filter })).TotalCount;
    expect(await found([{ Key: 'CenId', Value: ids.slice(0, 2) }])).toBe(2);
    expect(
      await found([
        { Key: 'CenId', Value: ids.slice(0, 2) },
        { Key: 'Name', Value: ['two', 'three'] },
      ]),
    ).toBe(1);
  });

  test('of a region show only that region', async () => {
    await cloud.call('vpc', 'CreateVpc', region);
    await cloud.call('vpc', 'CreateVpc', { RegionId: 'cn-beijing' });
    expect((await cloud.call('vpc', 'DescribeVpcs', region)).TotalCount).toBe(1);
  });
});

describe('tags', () => {
  test('choose resources, and are listed, changed and taken away', async () => {
    const Tag = [{ Key: 'hcnet:stack', Value: 'retail' }];
    const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, Tag }), 'VpcId');
    await cloud.call('vpc', 'CreateVpc', region);
    expect((await cloud.call('vpc', 'DescribeVpcs', { ...region, Tag })).TotalCount).toBe(1);
    expect(
      (await cloud.call('vpc', 'DescribeVpcs', { ...region, Tag: [{ Key: 'hcnet:stack', Value: 'other' }] }))
        .TotalCount,
    ).toBe(0);

    const resource = { ...region, ResourceType: 'VPC', ResourceId: [vpc] };
    await cloud.call('vpc', 'TagResources', {
      ...resource,
      Tag: [
        { Key: 'hcnet:stack', Value: 'changed' },
        { Key: 'owner', Value: '' },
      ],
    });
    const listed = await cloud.call('vpc', 'ListTagResources', {
      ...region,
      ResourceType: 'VPC',
      Tag: [{ Key: 'hcnet:stack' }],
    });
    expect(at(listed, 'TagResources.TagResource')).toEqual([
      { ResourceId: vpc, ResourceType: 'VPC', TagKey: 'hcnet:stack', TagValue: 'changed' },
      { ResourceId: vpc, ResourceType: 'VPC', TagKey: 'owner', TagValue: '' },
    ]);
    await cloud.call('vpc', 'UnTagResources', { ...resource, TagKey: ['owner'] });
    await cloud.call('vpc', 'UnTagResources', { ...resource, All: true });
    expect(at(await cloud.call('vpc', 'ListTagResources', resource), 'TagResources.TagResource')).toEqual([]);
  });

  test('of a circuit, a VBR and an ECR are read back in the nesting of their product', async () => {
    const Tags = [{ Key: 'k', Value: 'v' }];
    await cloud.call('vpc', 'DescribePhysicalConnections', {
      ...region,
      Filter: [{ Key: 'PhysicalConnectionId', Value: ['pc-abc'] }],
    });
    await cloud.call('vpc', 'TagResourcesForExpressConnect', {
      ...region,
      ResourceType: 'PHYSICALCONNECTION',
      ResourceId: ['pc-abc'],
      Tag: Tags,
    });
    await cloud.call('vpc', 'CreateVirtualBorderRouter', {
      ...region,
      PhysicalConnectionId: 'pc-abc',
      VlanId: 5,
      Tags,
    });
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', {
      AlibabaSideAsn: 45104,
      Tag: Tags,
    });
    expect(
      at(
        await cloud.call('vpc', 'DescribePhysicalConnections', region),
        'PhysicalConnectionSet.PhysicalConnectionType.0.Tags',
      ),
    ).toEqual({ tags: Tags });
    expect(
      at(
        await cloud.call('vpc', 'DescribeVirtualBorderRouters', { ...region, Tags }),
        'VirtualBorderRouterSet.VirtualBorderRouterType.0.Tags',
      ),
    ).toEqual({ Tags });
    expect(
      at(
        await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouter', { Tag: Tags }),
        'EcrList.0.Tags',
      ),
    ).toEqual([{ TagKey: 'k', TagValue: 'v' }]);
  });

  test('of something that does not exist are refused', async () => {
    expect(
      await cloud.refused('cbn', 'TagResources', {
        ResourceType: 'cen',
        ResourceId: ['cen-x'],
        Tag: [{ Key: 'k', Value: 'v' }],
      }),
    ).toBe('InvalidResourceId.NotFound');
    expect(
      await cloud.refused('cbn', 'TagResources', {
        ResourceType: 'thing',
        ResourceId: ['x'],
        Tag: [{ Key: 'k', Value: 'v' }],
      }),
    ).toBe('InvalidResourceType.NotFound');
  });
});
