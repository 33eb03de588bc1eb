import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, idOf, startCloud } from './client.ts';
import type { Cloud } from './client.ts';

let cloud: Cloud;
const region = { RegionId: 'cn-shanghai' };

beforeEach(async () => {
  cloud = await startCloud();
});

afterEach(async () => {
  await cloud.emulator.stop();
});

test('a whole hybrid design comes up, from circuit to alert rule', async () => {
  const who = await cloud.call('sts', 'GetCallerIdentity');
  expect(who.AccountId).toBe('1234567890123456');

  const circuits = await cloud.call('vpc', 'DescribePhysicalConnections', {
    ...region,
    Filter: [{ Key: 'PhysicalConnectionId', Value: ['pc-uf6telecom'] }],
  });
  expect(at(circuits, 'PhysicalConnectionSet.PhysicalConnectionType.0.Status')).toBe('Enabled');

  const vbr = idOf(
    await cloud.call('vpc', 'CreateVirtualBorderRouter', {
      ...region,
      PhysicalConnectionId: 'pc-uf6telecom',
      VlanId: 110,
      LocalGatewayIp: '172.16.1.2',
      PeerGatewayIp: '172.16.1.1',
      PeeringSubnetMask: '255.255.255.252',
      Name: 'telecom-vbr',
      ClientToken: 'hc1-vbr',
      Tags: [{ Key: 'hcnet:stack', Value: 'retail' }],
    }),
    'VbrId',
  );
  await cloud.call('vpc', 'ModifyVirtualBorderRouterAttribute', {
    ...region,
    VbrId: vbr,
    MinTxInterval: 300,
    MinRxInterval: 300,
    DetectMultiplier: 3,
  });
  const group = idOf(
    await cloud.call('vpc', 'CreateBgpGroup', {
      ...region,
      RouterId: vbr,
      PeerAsn: 65010,
      Name: 'telecom',
      AuthKey: 'secret-key',
    }),
    'BgpGroupId',
  );
  await cloud.call('vpc', 'CreateBgpPeer', {
    ...region,
    BgpGroupId: group,
    PeerIpAddress: '172.16.1.1',
    EnableBfd: true,
    BfdMultiHop: 1,
  });
  const seen = await cloud.call('vpc', 'DescribeVirtualBorderRouters', {
    ...region,
    Filter: [{ Key: 'VbrId', Value: [vbr] }],
  });
  expect(at(seen, 'VirtualBorderRouterSet.VirtualBorderRouterType.0')).toMatchObject({
    VbrId: vbr,
    Status: 'active',
    VlanId: 110,
    MinTxInterval: 300,
    DetectMultiplier: 3,
    Tags: { Tags: [{ Key: 'hcnet:stack', Value: 'retail' }] },
  });
  const peers = await cloud.call('vpc', 'DescribeBgpPeers', { ...region, RouterId: vbr });
  expect(at(peers, 'BgpPeers.BgpPeer.0')).toMatchObject({
    PeerAsn: '65010',
    LocalAsn: '45104',
    EnableBfd: true,
    BgpStatus: 'Established',
    BfdMultiHop: 1,
    AuthKey: '******',
  });

  const ecr = idOf(
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouter', {
      AlibabaSideAsn: 45104,
      Name: 'core router',
    }),
    'EcrId',
  );
  await cloud.call('expressconnectrouter', 'AttachExpressConnectRouterChildInstance', {
    EcrId: ecr,
    ChildInstanceId: vbr,
    ChildInstanceType: 'VBR',
    ChildInstanceRegionId: 'cn-shanghai',
  });
  const cen = idOf(await cloud.call('cbn', 'CreateCen', { Name: 'backbone' }), 'CenId');
  const tr = idOf(
    await cloud.call('cbn', 'CreateTransitRouter', { ...region, CenId: cen, TransitRouterName: 'tr-sh' }),
    'TransitRouterId',
  );
  const association = idOf(
    await cloud.call('expressconnectrouter', 'CreateExpressConnectRouterAssociation', {
      EcrId: ecr,
      CenId: cen,
      TransitRouterId: tr,
      AssociationRegionId: 'cn-shanghai',
      AllowedPrefixes: ['10.0.0.0/8'],
    }),
    'AssociationId',
  );
  expect(
    at(
      await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouterAssociation', { EcrId: ecr }),
      'AssociationList.0',
    ),
  ).toMatchObject({
    AssociationId: association,
    Status: 'INACTIVE',
    AllowedPrefixes: ['10.0.0.0/8'],
    AssociationNodeType: 'TR',
  });
  const ecrAttachment = idOf(
    await cloud.call('cbn', 'CreateTransitRouterEcrAttachment', {
      ...region,
      CenId: cen,
      TransitRouterId: tr,
      EcrId: ecr,
    }),
    'TransitRouterAttachmentId',
  );
  expect(
    at(
      await cloud.call('expressconnectrouter', 'DescribeExpressConnectRouterAssociation', { EcrId: ecr }),
      'AssociationList.0.Status',
    ),
  ).toBe('ACTIVE');

  const made = await cloud.call('vpc', 'CreateVpc', {
    ...region,
    CidrBlock: '192.168.0.0/16',
    VpcName: 'prod',
  });
  const vpc = idOf(made, 'VpcId');
  expect(made).toHaveProperty('RouteTableId');
  const left = idOf(
    await cloud.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: vpc,
      CidrBlock: '192.168.1.0/24',
      ZoneId: 'cn-shanghai-l',
    }),
    'VSwitchId',
  );
  const right = idOf(
    await cloud.call('vpc', 'CreateVSwitch', {
      ...region,
      VpcId: vpc,
      CidrBlock: '192.168.2.0/24',
      ZoneId: 'cn-shanghai-m',
    }),
    'VSwitchId',
  );
  const vpcAttachment = idOf(
    await cloud.call('cbn', 'CreateTransitRouterVpcAttachment', {
      ...region,
      CenId: cen,
      TransitRouterId: tr,
      VpcId: vpc,
      ZoneMappings: [
        { ZoneId: 'cn-shanghai-l', VSwitchId: left },
        { ZoneId: 'cn-shanghai-m', VSwitchId: right },
      ],
    }),
    'TransitRouterAttachmentId',
  );
  const tables = await cloud.call('cbn', 'ListTransitRouterRouteTables', { TransitRouterId: tr });
  const table = String(at(tables, 'TransitRouterRouteTables.0.TransitRouterRouteTableId'));
  for (const attachment of [ecrAttachment, vpcAttachment]) {
    await cloud.call('cbn', 'AssociateTransitRouterAttachmentWithRouteTable', {
      TransitRouterAttachmentId: attachment,
      TransitRouterRouteTableId: table,
    });
    await cloud.call('cbn', 'EnableTransitRouterRouteTablePropagation', {
      TransitRouterAttachmentId: attachment,
      TransitRouterRouteTableId: table,
    });
  }
  await cloud.call('cbn', 'CreateTransitRouterRouteEntry', {
    TransitRouterRouteTableId: table,
    TransitRouterRouteEntryDestinationCidrBlock: '100.98.35.0/24',
    TransitRouterRouteEntryNextHopType: 'Attachment',
    TransitRouterRouteEntryNextHopId: vpcAttachment,
  });
  const routes = await cloud.call('cbn', 'ListTransitRouterRouteEntries', {
    TransitRouterRouteTableId: table,
  });
  expect(at(routes, 'TransitRouterRouteEntries.0')).toMatchObject({
    TransitRouterRouteEntryStatus: 'Active',
    TransitRouterRouteEntryNextHopResourceId: vpc,
  });

  const group2 = idOf(
    await cloud.call('ecs', 'CreateSecurityGroup', { ...region, VpcId: vpc, SecurityGroupName: 'endpoint' }),
    'SecurityGroupId',
  );
  await cloud.call('ecs', 'AuthorizeSecurityGroup', {
    ...region,
    SecurityGroupId: group2,
    Permissions: [{ IpProtocol: 'TCP', PortRange: '443/443', SourceCidrIp: '10.10.0.0/16' }],
  });
  const endpoint = idOf(
    await cloud.call('privatelink', 'CreateVpcEndpoint', {
      ...region,
      VpcId: vpc,
      ServiceName: 'com.aliyuncs.dashscope',
      EndpointName: 'bailian',
      SecurityGroupId: [group2],
      Zone: [{ ZoneId: 'cn-shanghai-l', VSwitchId: left }],
    }),
    'EndpointId',
  );
  expect(
    at(
      await cloud.call('privatelink', 'ListVpcEndpointZones', { ...region, EndpointId: endpoint }),
      'Zones.0',
    ),
  ).toMatchObject({ ZoneStatus: 'Connected', VSwitchId: left, EniIp: '192.168.1.10' });

  const gateway = idOf(
    await cloud.call('vpc', 'CreateCustomerGateway', {
      ...region,
      IpAddress: '198.51.100.7',
      Name: 'cpe-1',
      Asn: '65010',
    }),
    'CustomerGatewayId',
  );
  const vpn = idOf(
    await cloud.call('vpc', 'CreateVpnAttachment', {
      ...region,
      CustomerGatewayId: gateway,
      LocalSubnet: '0.0.0.0/0',
      RemoteSubnet: '0.0.0.0/0',
      IkeConfig: '{"Psk":"do-not-keep","IkeVersion":"ikev2"}',
    }),
    'VpnConnectionId',
  );
  await cloud.call('cbn', 'CreateTransitRouterVpnAttachment', {
    ...region,
    CenId: cen,
    TransitRouterId: tr,
    VpnId: vpn,
    Zone: [{ ZoneId: 'cn-shanghai-l' }],
  });
  expect(await cloud.call('vpc', 'DescribeVpnConnection', { ...region, VpnConnectionId: vpn })).toMatchObject(
    { State: 'attached', TransitRouterId: tr, IkeConfig: { IkeVersion: 'ikev2', Psk: '******' } },
  );

  await cloud.call('cms', 'PutContact', {
    'ContactName': 'netops',
    'Describe': 'Network operations',
    'Channels.Mail': 'netops@example.com',
  });
  await cloud.call('cms', 'PutContactGroup', { ContactGroupName: 'netops', ContactNames: ['netops'] });
  await cloud.call('cms', 'PutResourceMetricRule', {
    'RuleId': 'retail-vbr-out',
    'RuleName': 'VBR out',
    'Namespace': 'acs_physical_connection',
    'MetricName': 'RateOutFromVpcToIDC',
    'ContactGroups': 'netops',
    'Resources': JSON.stringify([{ instanceId: vbr }]),
    'Escalations.Critical.Statistics': 'Value',
    'Escalations.Critical.ComparisonOperator': 'GreaterThanThreshold',
    'Escalations.Critical.Threshold': '800000000',
    'Escalations.Critical.Times': 3,
  });
  expect(
    at(await cloud.call('cms', 'DescribeMetricRuleList', { RuleIds: 'retail-vbr-out' }), 'Alarms.Alarm.0'),
  ).toMatchObject({
    RuleId: 'retail-vbr-out',
    ContactGroups: 'netops',
    Escalations: { Critical: { Threshold: '800000000', Times: 3 } },
    EnableState: true,
  });
  await cloud.call('cms', 'PutEventRule', {
    RuleName: 'bgp-down',
    EventPattern: [
      { Product: 'ExpressConnect', NameList: ['BgpPeer:StatusChange:Down'], LevelList: ['CRITICAL'] },
    ],
  });
  await cloud.call('cms', 'PutEventRuleTargets', {
    RuleName: 'bgp-down',
    ContactParameters: [{ Id: '1', ContactGroupName: 'netops', Level: '3' }],
  });
  expect(await cloud.call('cms', 'DescribeEventRuleAttribute', { RuleName: 'bgp-down' })).toMatchObject({
    Success: true,
    Result: {
      Name: 'bgp-down',
      State: 'ENABLED',
      EventPattern: { Product: 'ExpressConnect', NameList: { NameList: ['BgpPeer:StatusChange:Down'] } },
    },
  });
});
