/** Rules between resources that the platform's documentation states: routes of VBRs and VPCs, services of one's own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, idOf, startCloud } from './client.ts';
import type { Body, Cloud } from './client.ts';

const region = { RegionId: 'cn-shanghai' };

let cloud: Cloud;

beforeEach(async () => {
  cloud = await startCloud({ circuits: { 'pc-a': { regionId: 'cn-shanghai' } } });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

async function border(): Promise<{ id: string; table: string; ownInterface: string }> {
  const params = { ...region, PhysicalConnectionId: 'pc-a', VlanId: 1 };
  const id = idOf(await cloud.call('vpc', 'CreateVirtualBorderRouter', params), 'VbrId');
  const listed = await cloud.call('vpc', 'DescribeVirtualBorderRouters', region);
  const first = at(listed, 'VirtualBorderRouterSet.VirtualBorderRouterType.0') as Body;
  return { id, table: String(first.RouteTableId), ownInterface: String(first.VlanInterfaceId) };
}

async function network(): Promise<{ vpc: string; vswitch: string }> {
  const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/16' }), 'VpcId');
  const subnet = { ...region, VpcId: vpc, CidrBlock: '10.0.1.0/24', ZoneId: 'cn-shanghai-l' };
  return { vpc, vswitch: idOf(await cloud.call('vpc', 'CreateVSwitch', subnet), 'VSwitchId') };
}

describe('a VBR', () => {
  test('has a route table of its own, which goes with it', async () => {
    const { id, table } = await border();
    const ofBorders = await cloud.call('vpc', 'DescribeRouteTableList', { ...region, RouterType: 'VBR' });
    expect(at(ofBorders, 'RouterTableList.RouterTableListType.0')).toMatchObject({
      RouteTableId: table,
      RouterId: id,
      RouterType: 'VBR',
    });
    const ofVpcs = await cloud.call('vpc', 'DescribeRouteTableList', region);
    expect(at(ofVpcs, 'RouterTableList.RouterTableListType')).toEqual([]);
    await cloud.call('vpc', 'DeleteVirtualBorderRouter', { ...region, VbrId: id });
    const after = await cloud.call('vpc', 'DescribeRouteTableList', { ...region, RouterType: 'VBR' });
    expect(at(after, 'RouterTableList.RouterTableListType')).toEqual([]);
  });

  test('takes static routes over its own interface only, and is not deleted while it has some', async () => {
    const { id, table, ownInterface } = await border();
    const route = {
      ...region,
      RouteTableId: table,
      DestinationCidrBlock: '10.10.0.0/16',
      NextHopType: 'RouterInterface',
    };
    expect(await cloud.refused('vpc', 'CreateRouteEntry', { ...route, NextHopId: 'ri-other' })).toBe(
      'InvalidNextHopId.NotFound',
    );
    const created = await cloud.call('vpc', 'CreateRouteEntry', { ...route, NextHopId: ownInterface });
    const entry = idOf(created, 'RouteEntryId');
    const listed = await cloud.call('vpc', 'DescribeRouteEntryList', { ...region, RouteTableId: table });
    expect(at(listed, 'RouteEntrys.RouteEntry.0.NextHops.NextHop.0.NextHopId')).toBe(ownInterface);
    expect(await cloud.refused('vpc', 'DeleteVirtualBorderRouter', { ...region, VbrId: id })).toBe(
      'DependencyViolation.RouteEntry',
    );
    await cloud.call('vpc', 'DeleteRouteEntry', { ...region, RouteEntryId: entry });
    await cloud.call('vpc', 'DeleteVirtualBorderRouter', { ...region, VbrId: id });
  });

  test('takes no static route while it is terminated', async () => {
    const { id, table, ownInterface } = await border();
    await cloud.call('vpc', 'TerminateVirtualBorderRouter', { ...region, VbrId: id });
    expect(
      await cloud.refused('vpc', 'CreateRouteEntry', {
        ...region,
        RouteTableId: table,
        DestinationCidrBlock: '10.10.0.0/16',
        NextHopType: 'RouterInterface',
        NextHopId: ownInterface,
      }),
    ).toBe('InvalidVBRStatus');
  });

  test('is checked by a CEN that a transit router attaches it to, and by no other', async () => {
    const { id } = await border();
    const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
    const check = {
      CenId: cen,
      VbrInstanceId: id,
      VbrInstanceRegionId: 'cn-shanghai',
      HealthCheckTargetIp: '172.16.1.1',
    };
    expect(await cloud.refused('cbn', 'EnableCenVbrHealthCheck', check)).toBe(
      'InvalidOperation.VbrNotAttachedToCen',
    );
    const router = await cloud.call('cbn', 'CreateTransitRouter', { ...region, CenId: cen });
    const attachment = { ...region, CenId: cen, TransitRouterId: router.TransitRouterId, VbrId: id };
    await cloud.call('cbn', 'CreateTransitRouterVbrAttachment', attachment);
    await cloud.call('cbn', 'EnableCenVbrHealthCheck', check);
    await cloud.call('cbn', 'EnableCenVbrHealthCheck', { ...check, HealthCheckInterval: 3 });
    const where = { VbrInstanceRegionId: 'cn-shanghai', CenId: cen };
    const listed = await cloud.call('cbn', 'DescribeCenVbrHealthCheck', where);
    expect(at(listed, 'VbrHealthChecks.VbrHealthCheck')).toMatchObject([
      { VbrInstanceId: id, HealthCheckInterval: 3, HealthyThreshold: 8 },
    ]);
    const { CenId, VbrInstanceId, VbrInstanceRegionId } = check;
    await cloud.call('cbn', 'DisableCenVbrHealthCheck', { CenId, VbrInstanceId, VbrInstanceRegionId });
    const left = await cloud.call('cbn', 'DescribeCenVbrHealthCheck', where);
    expect(at(left, 'VbrHealthChecks.VbrHealthCheck')).toEqual([]);
  });
});

test('a vSwitch has one custom route table at most, and the system table without one', async () => {
  const { vpc, vswitch } = await network();
  const create = async (): Promise<string> =>
    idOf(await cloud.call('vpc', 'CreateRouteTable', { ...region, VpcId: vpc }), 'RouteTableId');
  const [first, second] = [await create(), await create()];
  const pair = (RouteTableId: string): Body => ({ ...region, RouteTableId, VSwitchId: vswitch });
  await cloud.call('vpc', 'AssociateRouteTable', pair(first));
  expect(await cloud.refused('vpc', 'AssociateRouteTable', pair(second))).toBe(
    'OperationFailed.RouteTableAssociation',
  );
  expect(await cloud.refused('vpc', 'UnassociateRouteTable', pair(second))).toBe(
    'OperationFailed.RouteTableAssociation',
  );
  expect(await cloud.refused('vpc', 'DeleteRouteTable', { ...region, RouteTableId: first })).toBe(
    'DependencyViolation.VSwitch',
  );
  await cloud.call('vpc', 'UnassociateRouteTable', pair(first));
  const shown = await cloud.call('vpc', 'DescribeVSwitches', { ...region, VSwitchId: vswitch });
  expect(at(shown, 'VSwitches.VSwitch.0.RouteTable.RouteTableType')).toBe('System');
});

test('what a modified routing policy leaves out is taken away', async () => {
  const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
  const policy = { CenId: cen, CenRegionId: 'cn-shanghai', MapResult: 'Permit', Priority: 5 };
  const made = await cloud.call('cbn', 'CreateCenRouteMap', {
    ...policy,
    TransmitDirection: 'RegionOut',
    CidrMatchMode: 'Complete',
    DestinationCidrBlocks: ['10.0.0.0/8'],
    Preference: 20,
  });
  await cloud.call('cbn', 'ModifyCenRouteMap', { ...policy, RouteMapId: made.RouteMapId, Preference: 30 });
  const listed = await cloud.call('cbn', 'DescribeCenRouteMaps', { CenId: cen });
  const [shown] = at(listed, 'RouteMaps.RouteMap') as Body[];
  expect(shown).toMatchObject({ Preference: 30, TransmitDirection: 'RegionOut' });
  expect(shown).not.toHaveProperty('DestinationCidrBlocks');
  expect(shown).not.toHaveProperty('CidrMatchMode');
});

describe('an endpoint of a service of the same account', () => {
  async function service(params: Body = {}): Promise<string> {
    return idOf(
      await cloud.call('privatelink', 'CreateVpcEndpointService', { ...region, ...params }),
      'ServiceId',
    );
  }

  async function endpoint(serviceId: string): Promise<string> {
    const { vpc, vswitch } = await network();
    const made = await cloud.call('privatelink', 'CreateVpcEndpoint', {
      ...region,
      VpcId: vpc,
      ServiceId: serviceId,
    });
    const id = idOf(made, 'EndpointId');
    const zone = { ...region, EndpointId: id, ZoneId: 'cn-shanghai-l', VSwitchId: vswitch };
    await cloud.call('privatelink', 'AddZoneToVpcEndpoint', zone);
    return id;
  }

  async function states(serviceId: string, endpointId: string): Promise<unknown[]> {
    const connections = await cloud.call('privatelink', 'ListVpcEndpointConnections', {
      ...region,
      ServiceId: serviceId,
    });
    const zones = await cloud.call('privatelink', 'ListVpcEndpointZones', {
      ...region,
      EndpointId: endpointId,
    });
    return [at(connections, 'Connections.0.ConnectionStatus'), at(zones, 'Zones.0.ZoneStatus')];
  }

  test('waits until it is let in, and can be let in and shut out', async () => {
    const ServiceId = await service();
    const EndpointId = await endpoint(ServiceId);
    const pair = { ...region, ServiceId, EndpointId };
    expect(await states(ServiceId, EndpointId)).toEqual(['Disconnected', 'Wait']);
    expect(await cloud.refused('privatelink', 'DisableVpcEndpointConnection', pair)).toBe(
      'EndpointConnectionOperationDenied',
    );
    await cloud.call('privatelink', 'EnableVpcEndpointConnection', pair);
    expect(await states(ServiceId, EndpointId)).toEqual(['Connected', 'Connected']);
    await cloud.call('privatelink', 'DisableVpcEndpointConnection', pair);
    expect(await states(ServiceId, EndpointId)).toEqual(['Disconnected', 'Wait']);
  });

  test('is let in at once by a service that accepts all, and keeps the service from being deleted', async () => {
    const ServiceId = await service({ AutoAcceptEnabled: true });
    const EndpointId = await endpoint(ServiceId);
    expect(await states(ServiceId, EndpointId)).toEqual(['Connected', 'Connected']);
    expect(await cloud.refused('privatelink', 'DeleteVpcEndpointService', { ...region, ServiceId })).toBe(
      'EndpointServiceConnectionDependence',
    );
    const zone = { ...region, EndpointId, ZoneId: 'cn-shanghai-l' };
    await cloud.call('privatelink', 'RemoveZoneFromVpcEndpoint', zone);
    await cloud.call('privatelink', 'DeleteVpcEndpoint', { ...region, EndpointId });
    await cloud.call('privatelink', 'DeleteVpcEndpointService', { ...region, ServiceId });
  });

  test('is answered by one load balancer in each of several zones', async () => {
    const ServiceId = await service();
    const resource = { ...region, ServiceId, ResourceId: 'nlb-1', ResourceType: 'nlb' };
    for (const ZoneId of ['cn-shanghai-l', 'cn-shanghai-m'])
      await cloud.call('privatelink', 'AttachResourceToVpcEndpointService', { ...resource, ZoneId });
    const zones = async (): Promise<unknown[]> => {
      const listed = await cloud.call('privatelink', 'ListVpcEndpointServiceResources', {
        ...region,
        ServiceId,
      });
      return (listed.Resources as Body[]).map((each) => each.ZoneId);
    };
    expect(await zones()).toEqual(['cn-shanghai-l', 'cn-shanghai-m']);
    await cloud.call('privatelink', 'DetachResourceFromVpcEndpointService', {
      ...resource,
      ZoneId: 'cn-shanghai-l',
    });
    expect(await zones()).toEqual(['cn-shanghai-m']);
  });
});

test('a private zone carries tags, which it gets after it is made', async () => {
  const zone = idOf(await cloud.call('pvtz', 'AddZone', { ZoneName: 'orders.internal' }), 'ZoneId');
  const subject = { ResourceType: 'ZONE', ResourceId: [zone] };
  await cloud.call('pvtz', 'TagResources', { ...subject, Tag: [{ Key: 'a', Value: 'b' }] });
  const listed = await cloud.call('pvtz', 'DescribeZones');
  expect(at(listed, 'Zones.Zone.0.ResourceTags.ResourceTag')).toEqual([{ Key: 'a', Value: 'b' }]);
});
