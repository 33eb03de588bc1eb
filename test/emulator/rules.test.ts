import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, idOf, startCloud } from './client.ts';
import type { Body, Cloud } from './client.ts';

const region = { RegionId: 'cn-shanghai' };

let cloud: Cloud;

beforeEach(async () => {
  cloud = await startCloud({
    circuits: { 'pc-a': { regionId: 'cn-shanghai' }, 'pc-b': { regionId: 'cn-shanghai' } },
  });
});

afterEach(async () => {
  await cloud.emulator.stop();
});

async function vbr(params: Body = {}): Promise<string> {
  return idOf(
    await cloud.call('vpc', 'CreateVirtualBorderRouter', {
      ...region,
      PhysicalConnectionId: 'pc-a',
      VlanId: 1,
      ...params,
    }),
    'VbrId',
  );
}

async function refusedVbr(params: Body): Promise<string> {
  const creation = { ...region, PhysicalConnectionId: 'pc-a', VlanId: 1, ...params };
  return cloud.refused('vpc', 'CreateVirtualBorderRouter', creation);
}

async function hub(): Promise<{ cen: string; tr: string; table: string }> {
  const cen = idOf(await cloud.call('cbn', 'CreateCen'), 'CenId');
  const tr = idOf(
    await cloud.call('cbn', 'CreateTransitRouter', { ...region, CenId: cen }),
    'TransitRouterId',
  );
  const tables = await cloud.call('cbn', 'ListTransitRouterRouteTables', { TransitRouterId: tr });
  return { cen, tr, table: String(at(tables, 'TransitRouterRouteTables.0.TransitRouterRouteTableId')) };
}

async function network(block = '10.0.0.0/16'): Promise<{ vpc: string; vswitch: string }> {
  const vpc = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: block }), 'VpcId');
  const inner = block.replace(/0\.0\/16$/, '1.0/24');
  const vswitch = idOf(
    await cloud.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: vpc,
      CidrBlock: inner,
      ZoneId: 'cn-shanghai-l',
    }),
    'VSwitchId',
  );
  return { vpc, vswitch };
}

describe('a VBR', () => {
  test('needs a VLAN of its own on its circuit', async () => {
    await vbr();
    const twin = { ...region, PhysicalConnectionId: 'pc-a', VlanId: 1 };
    expect(await cloud.refused('vpc', 'CreateVirtualBorderRouter', twin)).toBe('InvalidVlanId.Used');
    const other = await vbr({ PhysicalConnectionId: 'pc-b' });
    expect(
      await cloud.refused('vpc', 'AssociatePhysicalConnectionToVirtualBorderRouter', {
        ...region,
        VbrId: other,
        PhysicalConnectionId: 'pc-a',
        VlanId: 1,
      }),
    ).toBe('InvalidVlanId.Used');
    const second = await vbr({ VlanId: 2 });
    expect(
      await cloud.refused('vpc', 'ModifyVirtualBorderRouterAttribute', {
        ...region,
        VbrId: second,
        VlanId: 1,
      }),
    ).toBe('InvalidVlanId.Used');
  });

  test('needs a circuit that exists in its region', async () => {
    expect(
      await cloud.refused('vpc', 'CreateVirtualBorderRouter', {
        RegionId: 'cn-beijing',
        PhysicalConnectionId: 'pc-a',
        VlanId: 1,
      }),
    ).toBe('InvalidPhysicalConnectionId.NotFound');
  });

  test('has both gateways in the subnet of its mask', async () => {
    const peering = {
      ...region,
      PhysicalConnectionId: 'pc-a',
      VlanId: 1,
      LocalGatewayIp: '172.16.1.2',
      PeeringSubnetMask: '255.255.255.252',
    };
    expect(
      await cloud.refused('vpc', 'CreateVirtualBorderRouter', { ...peering, PeerGatewayIp: '172.16.1.6' }),
    ).toBe('InvalidPeerGatewayIp.Malformed');
    expect(
      await cloud.refused('vpc', 'CreateVirtualBorderRouter', {
        ...peering,
        PeerGatewayIp: '172.16.1.1',
        PeeringSubnetMask: '/30',
      }),
    ).toBe('InvalidPeeringSubnetMask.Malformed');
    await vbr({ ...peering, PeerGatewayIp: '172.16.1.1' });
  });

  test('shows its circuit, its ECR and its further circuits', async () => {
    const id = await vbr();
    await cloud.call('vpc', 'AssociatePhysicalConnectionToVirtualBorderRouter', {
      ...region,
      VbrId: id,
      PhysicalConnectionId: 'pc-b',
      VlanId: 9,
    });
    const ecr = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
      'EcrId',
    );
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', {
      EcrId: ecr,
      ChildInstanceId: id,
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    });
    const shown = await cloud.call('vpc', 'DescribeVirtualBorderRouters', {
      ...region,
      Filter: [{ Key: 'VbrId', Value: [id] }],
      IncludeCrossAccountVbr: true,
    });
    expect(at(shown, 'VirtualBorderRouterSet.VirtualBorderRouterType.0')).toMatchObject({
      EcrId: ecr,
      PhysicalConnectionStatus: 'Enabled',
      PhysicalConnectionBusinessStatus: 'Normal',
      AssociatedPhysicalConnections: {
        AssociatedPhysicalConnection: [{ PhysicalConnectionId: 'pc-b', VlanId: '9', Status: 'Associated' }],
      },
    });
  });

  test('belongs to one ECR, and not to an ECR and a transit router', async () => {
    const id = await vbr();
    const [first, second] = [
      idOf(
        await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
        'EcrId',
      ),
      idOf(
        await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 64512 }),
        'EcrId',
      ),
    ];
    const child = { ChildInstanceId: id, ChildInstanceType: 'VBR', ChildInstanceRegionId: 'cn-shanghai' };
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', {
      EcrId: first,
      ...child,
    });
    expect(
      await cloud.refused('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', {
        EcrId: second,
        ...child,
      }),
    ).toBe('ResourceAlreadyExist.ChildInstance');
    const { cen, tr } = await hub();
    expect(
      await cloud.refused('cbn', 'CreateTransitRouterVbrAttachment', {
        ...region,
        CenId: cen,
        TransitRouterId: tr,
        VbrId: id,
      }),
    ).toBe('OperationUnsupported.VbrInEcr');
  });

  test('speaks with the ASN of its ECR, whichever comes first', async () => {
    const [before, after] = [await vbr(), await vbr({ VlanId: 2 })];
    const own = { AlibabaSideAsn: 64512 };
    const ecr = idOf(await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', own), 'EcrId');
    expect(await cloud.refused('expressconnectrouter', 'CreateExpressConnectRouter', own)).toBe(
      'ResourceAlreadyExist.AlibabaSideAsn',
    );
    const child = (id: string) => ({
      EcrId: ecr,
      ChildInstanceId: id,
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    });
    await cloud.call('vpc', 'CreateBgpGroup', { ...region, RouterId: before, PeerAsn: 65010 });
    expect(
      await cloud.refused('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(before)),
    ).toBe('OperationDenied.AsnMismatch');
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child(after));
    expect(await cloud.refused('vpc', 'CreateBgpGroup', { ...region, RouterId: after, PeerAsn: 65010 })).toBe(
      'OperationDenied.AsnMismatch',
    );
    await cloud.call('vpc', 'CreateBgpGroup', {
      ...region,
      RouterId: after,
      PeerAsn: 65010,
      LocalAsn: 64512,
    });
  });

  test('joins an ECR only without prefixes of its own', async () => {
    const id = await vbr();
    const ecr = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
      'EcrId',
    );
    const child = {
      EcrId: ecr,
      ChildInstanceId: id,
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    };
    await cloud.call('vpc', 'AddBgpNetwork', { ...region, RouterId: id, DstCidrBlock: '10.0.0.0/8' });
    expect(
      await cloud.refused('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child),
    ).toBe('OperationDenied.VbrHasRoutePrefix');
    await cloud.call('vpc', 'DeleteBgpNetwork', { ...region, RouterId: id, DstCidrBlock: '10.0.0.0/8' });
    await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', child);
  });

  test('pairs with one other in a failover group', async () => {
    const [a, b] = [await vbr(), await vbr({ VlanId: 2 })];
    expect(await cloud.refused('vpc', 'CreateVbrHa', { ...region, VbrId: a, PeerVbrId: b })).toBe(
      'OperationDenied.VbrNotInSameHub',
    );
    const ecr = await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', {
      AlibabaSideAsn: 45104,
    });
    for (const ChildInstanceId of [a, b]) {
      await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', {
        EcrId: ecr.EcrId,
        ChildInstanceId,
        ChildInstanceType: 'VBR',
        ChildInstanceRegionId: region.RegionId,
      });
    }
    await cloud.call('vpc', 'CreateVbrHa', { ...region, VbrId: a, PeerVbrId: b });
    expect(await cloud.refused('vpc', 'CreateVbrHa', { ...region, VbrId: b, PeerVbrId: a })).toBe(
      'OperationDenied.VbrHaExists',
    );
    expect(
      await cloud.refused('vpc', 'CreateVbrHa', { ...region, VbrId: a, PeerVbrId: b, DryRun: true }),
    ).toBe('OperationDenied.VbrHaExists');
    expect(await cloud.refused('vpc', 'DeleteVirtualBorderRouter', { ...region, VbrId: b })).toBe(
      'DependencyViolation.VbrHa',
    );
  });

  test('has a circuit to itself on VLAN 0, and shares one with four others at most', async () => {
    await vbr({ PhysicalConnectionId: 'pc-b', VlanId: 0 });
    expect(await refusedVbr({ PhysicalConnectionId: 'pc-b', VlanId: 7 })).toBe('InvalidVlanId.Used');
    for (let vlan = 1; vlan <= 5; vlan += 1) await vbr({ VlanId: vlan });
    expect(await refusedVbr({ VlanId: 0 })).toBe('InvalidVlanId.Used');
    expect(await refusedVbr({ VlanId: 6 })).toBe('QuotaExceeded.VbrPerPhysicalConnection');
  });

  test('has no peering address of the services', async () => {
    const peering = {
      LocalGatewayIp: '100.64.0.2',
      PeerGatewayIp: '100.64.0.1',
      PeeringSubnetMask: '255.255.255.252',
    };
    expect(await refusedVbr({ VlanId: 9, ...peering })).toBe('InvalidPeerGatewayIp.Malformed');
  });

  test('takes eight BGP peers', async () => {
    const id = await vbr();
    const group = idOf(
      await cloud.call('vpc', 'CreateBgpGroup', { ...region, RouterId: id, PeerAsn: 65010 }),
      'BgpGroupId',
    );
    for (let n = 1; n <= 8; n += 1)
      await cloud.call('vpc', 'CreateBgpPeer', {
        ...region,
        BgpGroupId: group,
        PeerIpAddress: `172.16.1.${n}`,
      });
    expect(
      await cloud.refused('vpc', 'CreateBgpPeer', {
        ...region,
        BgpGroupId: group,
        PeerIpAddress: '172.16.1.9',
      }),
    ).toBe('QuotaExceeded.BgpPeer');
  });
});

test.each([
  ['169.254.10.0/30', undefined],
  ['169.254.10.0/29', 'InvalidTunnelCidr.Malformed'],
  ['169.254.3.0/30', 'InvalidTunnelCidr.Malformed'],
  ['10.0.0.0/30', 'InvalidTunnelCidr.Malformed'],
])('a tunnel speaks BGP within %s: %s', async (TunnelCidr, code) => {
  const gateway = await cloud.call('vpc', 'CreateCustomerGateway', { ...region, IpAddress: '198.51.100.1' });
  const tunnel = {
    CustomerGatewayId: gateway.CustomerGatewayId,
    TunnelBgpConfig: { TunnelCidr, LocalAsn: 45104 },
  };
  const attachment = {
    ...region,
    LocalSubnet: '10.0.0.0/8',
    RemoteSubnet: '192.168.0.0/16',
    TunnelOptionsSpecification: [tunnel, { CustomerGatewayId: gateway.CustomerGatewayId }],
  };
  if (code === undefined) await cloud.call('vpc', 'CreateVpnAttachment', attachment);
  else expect(await cloud.refused('vpc', 'CreateVpnAttachment', attachment)).toBe(code);
});

test('a QoS policy has one queue of high and two of medium priority', async () => {
  const QosId = idOf(await cloud.call('vpc', 'CreateExpressConnectTrafficQos', region), 'QosId');
  const queue = (QueueType: string) => ({ ...region, QosId, QueueType, BandwidthPercent: '10' });
  for (const type of ['High', 'Medium', 'Medium'])
    await cloud.call('vpc', 'CreateExpressConnectTrafficQosQueue', queue(type));
  for (const type of ['High', 'Medium'])
    expect(await cloud.refused('vpc', 'CreateExpressConnectTrafficQosQueue', queue(type))).toBe(
      'QuotaExceeded.QosQueue',
    );
});

describe('a VPC', () => {
  test.each(['100.64.0.0/16', '127.0.0.0/16', '169.254.0.0/20', '224.0.0.0/8', '96.0.0.0/5', '10.0.0.0/29'])(
    'has no block %s, first or further',
    async (CidrBlock) => {
      expect(await cloud.refused('vpc', 'CreateVpc', { ...region, CidrBlock })).toBe(
        'InvalidCidrBlock.Malformed',
      );
      const VpcId = idOf(await cloud.call('vpc', 'CreateVpc', region), 'VpcId');
      const further = { ...region, VpcId, SecondaryCidrBlock: CidrBlock };
      expect(await cloud.refused('vpc', 'AssociateVpcCidrBlock', further)).toBe('InvalidCidrBlock.Malformed');
    },
  );

  test('has three user blocks at most', async () => {
    const UserCidr = ['30.0.0.0/8', '31.0.0.0/8', '32.0.0.0/8'];
    await cloud.call('vpc', 'CreateVpc', { ...region, UserCidr: UserCidr.join(',') });
    const four = { ...region, UserCidr: [...UserCidr, '33.0.0.0/8'].join(',') };
    expect(await cloud.refused('vpc', 'CreateVpc', four)).toBe('InvalidUserCidr.Malformed');
  });

  test('holds its vSwitches inside its blocks, without overlap, in zones of its region', async () => {
    const { vpc } = await network();
    const subnet = (CidrBlock: string, ZoneId = 'cn-shanghai-m') => ({
      ...region,
      VpcId: vpc,
      CidrBlock,
      ZoneId,
    });
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet('10.1.0.0/24'))).toBe('InvalidCidrBlock');
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet('10.0.1.128/25'))).toBe(
      'InvalidCidrBlock.Overlapped',
    );
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet('10.0.2.0/30'))).toBe(
      'InvalidCidrBlock.Malformed',
    );
    expect(await cloud.refused('vpc', 'CreateVSwitch', subnet('10.0.2.0/24', 'cn-beijing-l'))).toBe(
      'InvalidZoneId.NotFound',
    );
    await cloud.call('vpc', 'AssociateVpcCidrBlock', {
      ...region,
      VpcId: vpc,
      SecondaryCidrBlock: '10.1.0.0/16',
    });
    await cloud.call('vpc', 'CreateVSwitch', subnet('10.1.0.0/24'));
    expect(
      await cloud.refused('vpc', 'AssociateVpcCidrBlock', {
        ...region,
        VpcId: vpc,
        SecondaryCidrBlock: '10.1.0.0/17',
      }),
    ).toBe('InvalidCidrBlock.Overlapped');
  });

  test('grows and shrinks around its vSwitches, and does not move', async () => {
    const id = idOf(await cloud.call('vpc', 'CreateVpc', { ...region, CidrBlock: '10.0.0.0/16' }), 'VpcId');
    await cloud.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: id,
      ZoneId: 'cn-shanghai-b',
      CidrBlock: '10.0.1.0/24',
    });
    const block = { ...region, VpcId: id };
    await cloud.call('vpc', 'ModifyVpcAttribute', { ...block, CidrBlock: '10.0.0.0/15' });
    await cloud.call('vpc', 'ModifyVpcAttribute', { ...block, CidrBlock: '10.0.0.0/20' });
    for (const CidrBlock of ['10.0.0.0/24', '172.16.0.0/16'])
      expect(await cloud.refused('vpc', 'ModifyVpcAttribute', { ...block, CidrBlock })).toMatch(
        /^InvalidCidrBlock\./,
      );
  });

  test('has a route to a destination once', async () => {
    const { vpc, vswitch } = await network();
    const { cen, tr } = await hub();
    const attachment = idOf(
      await cloud.call('cbn', 'CreateTransitRouterVpcAttachment', {
        ...region,
        CenId: cen,
        TransitRouterId: tr,
        VpcId: vpc,
        ZoneMappings: [{ ZoneId: 'cn-shanghai-l', VSwitchId: vswitch }],
      }),
      'TransitRouterAttachmentId',
    );
    const tables = await cloud.call('vpc', 'DescribeRouteTableList', { ...region, VpcId: vpc });
    const table = String(at(tables, 'RouterTableList.RouterTableListType.0.RouteTableId'));
    const route = {
      ...region,
      RouteTableId: table,
      DestinationCidrBlock: '10.10.0.0/16',
      NextHopType: 'Attachment',
      NextHopId: attachment,
    };
    await cloud.call('vpc', 'CreateRouteEntry', route);
    expect(await cloud.refused('vpc', 'CreateRouteEntry', route)).toBe('RouterEntryConflict.Duplicated');
    expect(
      await cloud.refused('vpc', 'CreateRouteEntry', { ...route, DestinationCidrBlock: '10.0.1.0/24' }),
    ).toBe('InvalidCIDRBlock.Duplicate');
    expect(
      await cloud.refused('vpc', 'CreateRouteEntry', {
        ...route,
        DestinationCidrBlock: '10.11.0.0/16',
        NextHopId: 'tr-attach-none',
      }),
    ).toBe('InvalidNextHopId.NotFound');
    const listed = await cloud.call('vpc', 'DescribeRouteEntryList', {
      ...region,
      RouteTableId: table,
      DestinationCidrBlock: '10.10.0.0/16',
    });
    expect(at(listed, 'RouteEntrys.RouteEntry.0.NextHops.NextHop.0')).toMatchObject({
      NextHopId: attachment,
      NextHopType: 'Attachment',
    });
    expect(
      await cloud.refused('cbn', 'DeleteTransitRouterVpcAttachment', {
        TransitRouterAttachmentId: attachment,
      }),
    ).toBe('OperationFailed.RouteEntryExist');
    await cloud.call('vpc', 'DeleteRouteEntry', {
      RouteTableId: table,
      DestinationCidrBlock: '10.10.0.0/16',
      NextHopId: attachment,
    });
    await cloud.call('cbn', 'DeleteTransitRouterVpcAttachment', { TransitRouterAttachmentId: attachment });
  });
});

test('an ECR takes a VPC that no other ECR has, with vSwitches apart from those of its other VPCs', async () => {
  const made = async (AlibabaSideAsn: number): Promise<string> =>
    idOf(await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn }), 'EcrId');
  const [one, two] = [await made(45104), await made(64512)];
  const [a, b] = [await network(), await network()];
  const join = (EcrId: string, VpcId: string) => ({ EcrId, VpcId, AssociationRegionId: 'cn-shanghai' });
  await cloud.call('expressconnectrouter', 'CreateExpressConnectRouterAssociation', join(one, a.vpc));
  expect(
    await cloud.refused('expressconnectrouter', 'CreateExpressConnectRouterAssociation', join(two, a.vpc)),
  ).toBe('ResourceAlreadyExist.Association');
  expect(
    await cloud.refused('expressconnectrouter', 'CreateExpressConnectRouterAssociation', join(one, b.vpc)),
  ).toBe('OperationDenied.CidrOverlapped');
  await cloud.call('expressconnectrouter', 'CreateExpressConnectRouterAssociation', join(two, b.vpc));
  const listed = await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouterAssociation', {
    EcrId: two,
    AssociationNodeType: 'VPC',
  });
  expect(at(listed, 'AssociationList.0')).toMatchObject({ VpcId: b.vpc, Status: 'ACTIVE' });
});

describe('a transit router', () => {
  test('is one per region and CEN, with a system table from the start', async () => {
    const { cen, table } = await hub();
    expect(table).toMatch(/^vtb-/);
    expect(await cloud.refused('cbn', 'CreateTransitRouter', { ...region, CenId: cen })).toBe(
      'InvalidOperation.TransitRouterExist',
    );
    expect(
      await cloud.refused('cbn', 'DeleteTransitRouterRouteTable', { TransitRouterRouteTableId: table }),
    ).toBe('OperationUnsupported.SystemRouteTable');
  });

  test('takes a VPC once, through vSwitches of that VPC in the zones named', async () => {
    const { cen, tr } = await hub();
    const one = await network();
    const two = await network('10.1.0.0/16');
    const attach = (zones: readonly Body[]) => ({
      ...region,
      CenId: cen,
      TransitRouterId: tr,
      VpcId: one.vpc,
      ZoneMappings: zones,
    });
    expect(
      await cloud.refused(
        'cbn',
        'CreateTransitRouterVpcAttachment',
        attach([{ ZoneId: 'cn-shanghai-l', VSwitchId: two.vswitch }]),
      ),
    ).toBe('IllegalParam.VSwitchId');
    expect(
      await cloud.refused(
        'cbn',
        'CreateTransitRouterVpcAttachment',
        attach([{ ZoneId: 'cn-shanghai-m', VSwitchId: one.vswitch }]),
      ),
    ).toBe('IllegalParam.ZoneMappings');
    expect(
      await cloud.refused(
        'cbn',
        'CreateTransitRouterVpcAttachment',
        attach([{ ZoneId: 'cn-shanghai-l', VSwitchId: 'vsw-none' }]),
      ),
    ).toBe('InvalidVSwitchId.NotFound');
    const good = attach([{ ZoneId: 'cn-shanghai-l', VSwitchId: one.vswitch }]);
    await cloud.call('cbn', 'CreateTransitRouterVpcAttachment', good);
    expect(await cloud.refused('cbn', 'CreateTransitRouterVpcAttachment', good)).toBe(
      'QuotaFull.ChildInstanceRelatedCen',
    );
  });

  test('attaches an ECR after the ECR is associated with it', async () => {
    const { cen, tr } = await hub();
    const ecr = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
      'EcrId',
    );
    const attach = { ...region, CenId: cen, TransitRouterId: tr, EcrId: ecr };
    expect(await cloud.refused('cbn', 'CreateTransitRouterEcrAttachment', attach)).toBe(
      'IncorrectStatus.EcrResource',
    );
    const associate = { EcrId: ecr, CenId: cen, TransitRouterId: tr, AssociationRegionId: 'cn-shanghai' };
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouterAssociation', associate);
    expect(
      await cloud.refused('expressconnectrouter', 'CreateExpressConnectRouterAssociation', associate),
    ).toBe('ResourceAlreadyExist.Association');
    await cloud.call('cbn', 'CreateTransitRouterEcrAttachment', attach);
  });

  test('can be associated with an ECR and attached in one call, and parted in one call', async () => {
    const { cen, tr } = await hub();
    const ecr = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', { AlibabaSideAsn: 45104 }),
      'EcrId',
    );
    const associate = {
      EcrId: ecr,
      CenId: cen,
      TransitRouterId: tr,
      AssociationRegionId: 'cn-shanghai',
      CreateAttachment: true,
    };
    const association = idOf(
      await cloud.call('expressconnectrouter', 'CreateExpressConnectRouterAssociation', associate),
      'AssociationId',
    );
    const attachments = async (): Promise<unknown> =>
      (await cloud.call('cbn', 'ListTransitRouterEcrAttachments', { ...region, TransitRouterId: tr }))
        .TotalCount;
    expect(await attachments()).toBe(1);
    expect(
      await cloud.refused('expressconnectrouter', 'DeleteExpressConnectRouterAssociation', {
        EcrId: ecr,
        AssociationId: association,
      }),
    ).toBe('DependencyViolation.TransitRouterAttachment');
    await cloud.call('expressconnectrouter', 'DeleteExpressConnectRouterAssociation', {
      EcrId: ecr,
      AssociationId: association,
      DeleteAttachment: true,
    });
    expect(await attachments()).toBe(0);
  });

  test('looks an attachment up in one table, and learns routes into many', async () => {
    const { cen, tr, table } = await hub();
    const { vpc, vswitch } = await network();
    const attachment = idOf(
      await cloud.call('cbn', 'CreateTransitRouterVpcAttachment', {
        ...region,
        CenId: cen,
        TransitRouterId: tr,
        VpcId: vpc,
        ZoneMappings: [{ ZoneId: 'cn-shanghai-l', VSwitchId: vswitch }],
      }),
      'TransitRouterAttachmentId',
    );
    const own = idOf(
      await cloud.call('cbn', 'CreateTransitRouterRouteTable', { TransitRouterId: tr }),
      'TransitRouterRouteTableId',
    );
    const link = (TransitRouterRouteTableId: string) => ({
      TransitRouterAttachmentId: attachment,
      TransitRouterRouteTableId,
    });
    await cloud.call('cbn', 'AssociateTransitRouterAttachmentWithRouteTable', link(table));
    expect(await cloud.refused('cbn', 'AssociateTransitRouterAttachmentWithRouteTable', link(own))).toBe(
      'AssociationExist.TransitRouterTable',
    );
    await cloud.call('cbn', 'ReplaceTransitRouterRouteTableAssociation', link(own));
    const associations = await cloud.call('cbn', 'ListTransitRouterRouteTableAssociations', {
      TransitRouterAttachmentId: attachment,
    });
    expect(associations.TransitRouterAssociations).toMatchObject([
      { TransitRouterRouteTableId: own, Status: 'Active', ResourceId: vpc, ResourceType: 'VPC' },
    ]);
    for (const each of [table, own])
      await cloud.call('cbn', 'EnableTransitRouterRouteTablePropagation', link(each));
    await cloud.call('cbn', 'DeleteTransitRouterVpcAttachment', {
      TransitRouterAttachmentId: attachment,
      Force: true,
    });
    expect(
      (
        await cloud.call('cbn', 'ListTransitRouterRouteTablePropagations', {
          TransitRouterRouteTableId: table,
        })
      ).TotalCount,
    ).toBe(0);
  });

  test('has a destination once per table, with a next hop of its own or none', async () => {
    const { table } = await hub();
    const entry = {
      TransitRouterRouteTableId: table,
      TransitRouterRouteEntryDestinationCidrBlock: '10.0.0.0/8',
      TransitRouterRouteEntryNextHopType: 'BlackHole',
    };
    const id = idOf(
      await cloud.call('cbn', 'CreateTransitRouterRouteEntry', entry),
      'TransitRouterRouteEntryId',
    );
    expect(await cloud.refused('cbn', 'CreateTransitRouterRouteEntry', entry)).toBe(
      'OperationFailed.CreateRouteEntryWithSameDestinationCidrBlock',
    );
    const hop = {
      ...entry,
      TransitRouterRouteEntryDestinationCidrBlock: '10.1.0.0/16',
      TransitRouterRouteEntryNextHopType: 'Attachment',
    };
    expect(await cloud.refused('cbn', 'CreateTransitRouterRouteEntry', hop)).toBe(
      'MissingParam.TransitRouterRouteEntryNextHopId',
    );
    expect(
      await cloud.refused('cbn', 'CreateTransitRouterRouteEntry', {
        ...hop,
        TransitRouterRouteEntryNextHopId: 'tr-attach-x',
      }),
    ).toBe('InvalidTransitRouterRouteEntryNextHopId.NotFound');
    expect(
      await cloud.refused('cbn', 'DeleteTransitRouterRouteEntry', {
        ...entry,
        TransitRouterRouteEntryId: id,
      }),
    ).toBe('InvalidParameter');
    await cloud.call('cbn', 'DeleteTransitRouterRouteEntry', { TransitRouterRouteEntryId: id });
    expect(
      await cloud.refused('cbn', 'DeleteTransitRouterRouteEntry', { TransitRouterRouteEntryId: id }),
    ).toBe('IllegalParam.TransitRouterRouteEntryId');
  });

  test('is joined to one in another region by one attachment that both sides show', async () => {
    const { cen, tr } = await hub();
    const far = idOf(
      await cloud.call('cbn', 'CreateTransitRouter', { RegionId: 'cn-beijing', CenId: cen }),
      'TransitRouterId',
    );
    const peer = {
      ...region,
      CenId: cen,
      TransitRouterId: tr,
      PeerTransitRouterId: far,
      Bandwidth: 200,
      BandwidthType: 'DataTransfer',
    };
    const id = idOf(
      await cloud.call('cbn', 'CreateTransitRouterPeerAttachment', peer),
      'TransitRouterAttachmentId',
    );
    expect(await cloud.refused('cbn', 'CreateTransitRouterPeerAttachment', peer)).toBe(
      'QuotaFull.ChildInstanceRelatedCen',
    );
    for (const [RegionId, TransitRouterId] of [
      ['cn-shanghai', tr],
      ['cn-beijing', far],
    ]) {
      const listed = await cloud.call('cbn', 'ListTransitRouterPeerAttachments', {
        RegionId,
        TransitRouterId,
      });
      expect(at(listed, 'TransitRouterAttachments.0')).toMatchObject({
        TransitRouterAttachmentId: id,
        PeerTransitRouterRegionId: 'cn-beijing',
        Bandwidth: 200,
        Status: 'Attached',
      });
    }
    expect(
      (await cloud.call('cbn', 'ListTransitRouterPeerAttachments', { RegionId: 'cn-hangzhou' })).TotalCount,
    ).toBe(0);
  });

  test('answers success when asked to remove an attachment it never had', async () => {
    await cloud.call('cbn', 'DeleteTransitRouterVpcAttachment', {
      TransitRouterAttachmentId: 'tr-attach-none',
    });
    expect(cloud.emulator.ledger().filter((each) => each.origin === 'client')).toEqual([]);
  });

  test('keeps its address blocks out of reserved space and apart', async () => {
    const { tr } = await hub();
    const block = (Cidr: string) => ({ ...region, TransitRouterId: tr, Cidr });
    for (const bad of ['100.64.0.0/16', '169.254.0.0/24', '10.0.0.0/25', '10.0.0.0/15']) {
      expect(await cloud.refused('cbn', 'CreateTransitRouterCidr', block(bad))).toBe('InvalidParameter.Cidr');
    }
    await cloud.call('cbn', 'CreateTransitRouterCidr', block('10.200.0.0/16'));
    expect(await cloud.refused('cbn', 'CreateTransitRouterCidr', block('10.200.1.0/24'))).toBe(
      'InvalidParameter.Cidr',
    );
  });
});

describe('absence has the form of its product:', () => {
  const cases: readonly (readonly [Parameters<Cloud['refused']>, string])[] = [
    [['vpc', 'DescribeVpcAttribute', { ...region, VpcId: 'x' }], 'InvalidVpcID.NotFound'],
    [['vpc', 'DescribeVSwitchAttributes', { VSwitchId: 'x' }], 'InvalidVswitchID.NotFound'],
    [
      ['vpc', 'DescribeVpnConnection', { ...region, VpnConnectionId: 'x' }],
      'InvalidVpnConnectionInstanceId.NotFound',
    ],
    [
      ['vpc', 'DescribeCustomerGateway', { ...region, CustomerGatewayId: 'x' }],
      'InvalidCustomerGatewayInstanceId.NotFound',
    ],
    [['vpc', 'DescribeVpnGateway', { ...region, VpnGatewayId: 'x' }], 'InvalidVpnGatewayId.NotFound'],
    [['vpc', 'DescribeFailoverTestJob', { ...region, JobId: 'x' }], 'IllegalParam.JobId'],
    [['vpc', 'DeleteExpressConnectTrafficQos', { ...region, QosId: 'x' }], 'IllegalParam.QosId'],
    [
      ['vpc', 'DeletePhysicalConnection', { ...region, PhysicalConnectionId: 'x' }],
      'ResourceNotFound.PhysicalConnectionId',
    ],
    [['expressconnectrouter', 'DescribeExpressConnectRouter', { EcrId: 'x' }], 'ResourceNotFound.EcrId'],
    [['cbn', 'DeleteCen', { CenId: 'x' }], 'ParameterCenInstanceId'],
    [['cbn', 'ListTransitRouters', { CenId: 'x' }], 'ParameterCenInstanceId'],
    [
      ['cbn', 'ListTransitRouterRouteEntries', { TransitRouterRouteTableId: 'x' }],
      'InvalidTransitRouterRouteTableId.NotFound',
    ],
    [['privatelink', 'GetVpcEndpointAttribute', { ...region, EndpointId: 'x' }], 'EndpointNotFound'],
    [
      ['ecs', 'DescribeSecurityGroupAttribute', { ...region, SecurityGroupId: 'x' }],
      'InvalidSecurityGroupId.NotFound',
    ],
    [['cms', 'DeleteContact', { ContactName: 'x' }], 'ContactNotExists'],
  ];

  test.each(cases)('%j', async (call, code) => {
    expect(await cloud.refused(...call)).toBe(code);
  });

  test('an empty list, where the product answers one', async () => {
    expect(await cloud.call('vpc', 'DescribeBgpPeers', { ...region, BgpPeerId: 'x' })).toMatchObject({
      TotalCount: 0,
      BgpPeers: { BgpPeer: [] },
    });
    expect(await cloud.call('vpc', 'DescribeVbrHa', { ...region, VbrHaId: 'x' })).not.toHaveProperty(
      'VbrHaId',
    );
  });
});

describe('Cloud Monitor', () => {
  test('refuses under HTTP 200 with Success=false', async () => {
    const body = await cloud.call('cms', 'PutContactGroup', {
      ContactGroupName: 'netops',
      ContactNames: ['nobody'],
    });
    expect(body).toMatchObject({ Success: false, Code: 'ContactNotExists' });
  });

  test('wants a level of an alert whole, and its groups to exist', async () => {
    const rule = {
      RuleId: 'r',
      RuleName: 'r',
      Namespace: 'acs_cen',
      MetricName: 'VBRInternetInRate',
      ContactGroups: 'netops',
    };
    expect(await cloud.refused('cms', 'PutResourceMetricRule', rule)).toBe('MissingParameter');
    expect(
      await cloud.refused('cms', 'PutResourceMetricRule', { ...rule, 'Escalations.Warn.Threshold': '1' }),
    ).toBe('MissingParameter');
    const level = {
      'Escalations.Warn.Threshold': '1',
      'Escalations.Warn.Times': 1,
      'Escalations.Warn.Statistics': 'Value',
      'Escalations.Warn.ComparisonOperator': 'GreaterThanThreshold',
    };
    expect(await cloud.refused('cms', 'PutResourceMetricRule', { ...rule, ...level })).toBe(
      'ResourceNotFound',
    );
  });

  test('replaces what is put again, keeps targets, and can switch a rule off', async () => {
    await cloud.call('cms', 'PutContact', { ContactName: 'a', Describe: 'first' });
    await cloud.call('cms', 'PutContact', {
      'ContactName': 'a',
      'Describe': 'second',
      'Channels.Mail': 'a@example.com',
    });
    await cloud.call('cms', 'PutContactGroup', { ContactGroupName: 'netops', ContactNames: ['a'] });
    const contacts = await cloud.call('cms', 'DescribeContactList', { ContactName: 'a' });
    expect(at(contacts, 'Contacts.Contact')).toMatchObject([
      {
        Name: 'a',
        Desc: 'second',
        Channels: { Mail: 'a@example.com' },
        ContactGroups: { ContactGroup: ['netops'] },
      },
    ]);
    await cloud.call('cms', 'PutEventRule', { RuleName: 'down', EventPattern: [{ Product: 'cen' }] });
    await cloud.call('cms', 'PutEventRuleTargets', {
      RuleName: 'down',
      ContactParameters: [{ Id: '1', ContactGroupName: 'netops' }],
    });
    await cloud.call('cms', 'PutEventRule', {
      RuleName: 'down',
      EventPattern: [{ Product: 'vpn' }],
      State: 'DISABLED',
    });
    const targets = await cloud.call('cms', 'DescribeEventRuleTargetList', { RuleName: 'down' });
    expect(at(targets, 'ContactParameters.ContactParameter.0')).toMatchObject({
      Id: '1',
      ContactGroupName: 'netops',
    });
    expect(await cloud.call('cms', 'DescribeEventRuleAttribute', { RuleName: 'down' })).toMatchObject({
      Result: { State: 'DISABLED', EventPattern: { Product: 'vpn' } },
    });
  });

  test('names the event that a BGP session went down', async () => {
    const events = await cloud.call('cms', 'DescribeSystemEventMetaList');
    expect(JSON.stringify(events)).toMatch(/BGP Peer status changes from Established to Down/);
    const metrics = await cloud.call('cms', 'DescribeMetricMetaList', {
      Namespace: 'acs_physical_connection',
      PageSize: 100,
    });
    expect(JSON.stringify(metrics)).toContain('RateInFromIDCToVpc');
  });
});

test('security group rules are added once, shown by direction and taken away again', async () => {
  const { vpc } = await network();
  const group = idOf(
    await cloud.call('ecs', 'CreateSecurityGroup', { ...region, VpcId: vpc }),
    'SecurityGroupId',
  );
  const rule = {
    IpProtocol: 'tcp',
    PortRange: '443/443',
    SourceCidrIp: '10.10.0.0/16',
    Policy: 'accept',
    Priority: '1',
  };
  const target = { ...region, SecurityGroupId: group };
  await cloud.call('ecs', 'AuthorizeSecurityGroup', { ...target, Permissions: [rule] });
  await cloud.call('ecs', 'AuthorizeSecurityGroup', { ...target, Permissions: [rule] });
  const shown = async (Direction: string): Promise<unknown> =>
    at(
      await cloud.call('ecs', 'DescribeSecurityGroupAttribute', { ...target, Direction }),
      'Permissions.Permission',
    );
  expect(await shown('ingress')).toMatchObject([
    {
      IpProtocol: 'TCP',
      PortRange: '443/443',
      SourceCidrIp: '10.10.0.0/16',
      Direction: 'ingress',
      Policy: 'Accept',
    },
  ]);
  expect(await shown('egress')).toEqual([]);
  await cloud.call('ecs', 'RevokeSecurityGroup', { ...target, Permissions: [rule] });
  expect(await shown('all')).toEqual([]);
});

test('an endpoint needs a service that exists and takes zones and groups at creation', async () => {
  const { vpc, vswitch } = await network();
  const endpoint = { ...region, VpcId: vpc };
  expect(await cloud.refused('privatelink', 'CreateVpcEndpoint', endpoint)).toBe('MissingParameter');
  expect(
    await cloud.refused('privatelink', 'CreateVpcEndpoint', {
      ...endpoint,
      ServiceName: 'com.example.nothing',
    }),
  ).toBe('EndpointServiceNotFound');
  const services = await cloud.call('privatelink', 'ListVpcEndpointServicesByEndUser', {
    ...region,
    ServiceName: 'com.aliyuncs.privatelink.cn-shanghai.oss',
  });
  expect(services).toMatchObject({ TotalCount: '1' });
  const made = await cloud.call('privatelink', 'CreateVpcEndpoint', {
    ...endpoint,
    ServiceId: at(services, 'Services.0.ServiceId'),
    Zone: [{ ZoneId: 'cn-shanghai-l', VSwitchId: vswitch, ip: '10.0.1.77' }],
  });
  const zones = await cloud.call('privatelink', 'ListVpcEndpointZones', {
    ...region,
    EndpointId: made.EndpointId,
  });
  expect(zones.Zones).toMatchObject([{ EniIp: '10.0.1.77', ZoneStatus: 'Connected' }]);
  expect(
    await cloud.refused('privatelink', 'AddZoneToVpcEndpoint', {
      ...region,
      EndpointId: made.EndpointId,
      ZoneId: 'cn-shanghai-l',
      VSwitchId: vswitch,
    }),
  ).toBe('EndpointZoneAlreadyExists');
});
