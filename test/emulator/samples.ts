/** One of each kind, in an order in which they can be created: what the life test walks through. */
import type { Body, ProductName } from './client.ts';

export interface Sample {
  readonly kind: string;
  /** Ids of earlier samples by kind, or by `as`. */
  readonly params: (id: (name: string) => string) => Body;
  /** Name for later samples, where a kind occurs twice. */
  readonly as?: string;
  /** How it is created, when not by the action of its model. */
  readonly create?: { readonly product: ProductName; readonly action: string; readonly idIn: string };
  /** Parameters of the first modify action besides the key. */
  readonly change?: Body;
  /** What the change must show in the read answer; default: the same. */
  readonly shows?: Body;
  /** Parameters of the read action, when not just the id. */
  readonly read?: (id: (name: string) => string) => Body;
}

export const region = { RegionId: 'cn-shanghai' };

const tags = [{ Key: 'hcnet:stack', Value: 'retail' }];

export const samples: readonly Sample[] = [
  {
    kind: 'physical-connection',
    params: () => ({
      ...region,
      AccessPointId: 'ap-cn-shanghai-pd-D',
      LineOperator: 'CT',
      bandwidth: 1000,
      PortType: '10GBase-LR',
      Name: 'telecom',
      Tag: tags,
    }),
    change: { Name: 'telecom line' },
  },
  {
    kind: 'vpc',
    params: () => ({ ...region, CidrBlock: '192.168.0.0/16', VpcName: 'prod', Tag: tags }),
    change: { VpcName: 'production' },
  },
  {
    kind: 'vswitch',
    params: (id) => ({
      ...region,
      VpcId: id('vpc'),
      CidrBlock: '192.168.1.0/24',
      ZoneId: 'cn-shanghai-l',
      VSwitchName: 'app-l',
      Tag: tags,
    }),
    change: { VSwitchName: 'app left' },
  },
  {
    kind: 'vswitch',
    as: 'vswitch-m',
    params: (id) => ({ ...region, VpcId: id('vpc'), CidrBlock: '192.168.2.0/24', ZoneId: 'cn-shanghai-m' }),
    change: { Description: 'right side' },
  },
  {
    kind: 'route-table',
    params: (id) => ({ ...region, VpcId: id('vpc'), RouteTableName: 'own' }),
    change: { RouteTableName: 'own table' },
  },
  {
    kind: 'security-group',
    params: (id) => ({ ...region, VpcId: id('vpc'), SecurityGroupName: 'endpoint', Tag: tags }),
    change: { SecurityGroupName: 'endpoint group' },
  },
  {
    kind: 'vbr',
    params: () => ({
      ...region,
      PhysicalConnectionId: 'pc-adopted1',
      VlanId: 110,
      LocalGatewayIp: '172.16.1.2',
      PeerGatewayIp: '172.16.1.1',
      PeeringSubnetMask: '255.255.255.252',
      Name: 'telecom-vbr',
      Tags: tags,
    }),
    change: { MinTxInterval: 300, MinRxInterval: 300, DetectMultiplier: 3 },
  },
  {
    kind: 'vbr',
    as: 'vbr-2',
    params: () => ({ ...region, PhysicalConnectionId: 'pc-adopted2', VlanId: 110 }),
    change: { Name: 'unicom-vbr' },
  },
  {
    kind: 'vbr',
    as: 'vbr-3',
    params: () => ({ ...region, PhysicalConnectionId: 'pc-adopted3', VlanId: 130 }),
    change: { Name: 'second-vbr' },
  },
  {
    kind: 'vbr-circuit',
    params: (id) => ({ ...region, VbrId: id('vbr'), PhysicalConnectionId: 'pc-adopted3', VlanId: 120 }),
  },
  {
    kind: 'bgp-group',
    params: (id) => ({ ...region, RouterId: id('vbr'), PeerAsn: 65010, Name: 'telecom', AuthKey: 'key' }),
    change: { Name: 'telecom group', RouteQuota: 200 },
    shows: { Name: 'telecom group', RouteLimit: '200' },
  },
  {
    kind: 'bgp-peer',
    params: (id) => ({ ...region, BgpGroupId: id('bgp-group'), PeerIpAddress: '172.16.1.1' }),
    change: { EnableBfd: true, BfdMultiHop: 1 },
  },
  {
    kind: 'bgp-network',
    params: (id) => ({ ...region, RouterId: id('vbr-2'), DstCidrBlock: '192.168.0.0/16' }),
    read: (id) => ({ ...region, RouterId: id('vbr-2') }),
  },
  {
    kind: 'traffic-qos',
    params: () => ({ ...region, QosName: 'gold', Tags: tags }),
    change: { QosName: 'gold policy' },
    read: (id) => ({ ...region, QosIdList: [id('traffic-qos')] }),
  },
  {
    kind: 'qos-queue',
    params: (id) => ({
      ...region,
      QosId: id('traffic-qos'),
      QueueType: 'Medium',
      BandwidthPercent: '30',
      QueueName: 'voice',
    }),
    change: { QueueName: 'voice queue' },
    read: (id) => ({ ...region, QosId: id('traffic-qos'), QueueIdList: [id('qos-queue')] }),
  },
  {
    kind: 'qos-rule',
    params: (id) => ({
      ...region,
      QosId: id('traffic-qos'),
      QueueId: id('qos-queue'),
      Priority: 10,
      Protocol: 'UDP',
    }),
    change: { Priority: 20 },
    read: (id) => ({
      ...region,
      QosId: id('traffic-qos'),
      QueueId: id('qos-queue'),
      RuleIdList: [id('qos-rule')],
    }),
  },
  {
    kind: 'failover-test-job',
    params: () => ({
      ...region,
      JobType: 'StartLater',
      JobDuration: 30,
      ResourceType: 'PHYSICALCONNECTION',
      ResourceId: ['pc-adopted1'],
    }),
    change: { JobDuration: 45 },
    shows: { JobDuration: '45' },
  },
  {
    kind: 'vpc-gateway-endpoint',
    params: (id) => ({
      ...region,
      VpcId: id('vpc'),
      ServiceName: 'com.aliyun.cn-shanghai.oss',
      EndpointName: 'oss',
      Tag: tags,
    }),
    change: { EndpointName: 'oss endpoint' },
  },
  {
    kind: 'customer-gateway',
    params: () => ({ ...region, IpAddress: '198.51.100.7', Name: 'cpe-1', Asn: '65010', Tags: tags }),
    change: { Name: 'cpe one' },
  },
  {
    kind: 'vpn-gateway',
    params: (id) => ({
      ...region,
      VpcId: id('vpc'),
      VSwitchId: id('vswitch'),
      Bandwidth: 10,
      Name: 'gateway',
    }),
    change: { Name: 'vpn gateway' },
  },
  {
    kind: 'vpn-connection',
    params: (id) => ({
      ...region,
      VpnGatewayId: id('vpn-gateway'),
      CustomerGatewayId: id('customer-gateway'),
      LocalSubnet: '192.168.0.0/16',
      RemoteSubnet: '10.10.0.0/16',
      Name: 'ipsec',
      IkeConfig: '{"Psk":"secret"}',
      Tags: tags,
    }),
    change: { Name: 'ipsec one' },
  },
  {
    kind: 'vpn-route',
    params: (id) => ({
      ...region,
      VpnGatewayId: id('vpn-gateway'),
      NextHop: id('vpn-connection'),
      RouteDest: '10.10.0.0/16',
      Weight: 100,
      PublishVpc: true,
    }),
    read: (id) => ({ ...region, VpnGatewayId: id('vpn-gateway') }),
  },
  {
    kind: 'vpn-connection',
    as: 'vpn-attachment',
    create: { product: 'vpc', action: 'CreateVpnAttachment', idIn: 'VpnConnectionId' },
    params: (id) => ({
      ...region,
      CustomerGatewayId: id('customer-gateway'),
      LocalSubnet: '0.0.0.0/0',
      RemoteSubnet: '0.0.0.0/0',
    }),
  },
  {
    kind: 'vco-route',
    params: (id) => ({
      ...region,
      VpnConnectionId: id('vpn-attachment'),
      NextHop: id('vpn-attachment'),
      RouteDest: '10.11.0.0/16',
      Weight: 100,
    }),
    read: (id) => ({ ...region, VpnConnectionId: id('vpn-attachment') }),
  },
  { kind: 'cen', params: () => ({ Name: 'backbone', Tag: tags }), change: { Name: 'backbone network' } },
  {
    kind: 'transit-router',
    params: (id) => ({ ...region, CenId: id('cen'), TransitRouterName: 'tr-sh', Tag: tags }),
    change: { TransitRouterName: 'tr shanghai', RegionId: 'cn-shanghai' },
    shows: { TransitRouterName: 'tr shanghai' },
    read: (id) => ({ ...region, CenId: id('cen'), TransitRouterId: id('transit-router') }),
  },
  {
    kind: 'transit-router',
    as: 'transit-router-bj',
    params: (id) => ({ RegionId: 'cn-beijing', CenId: id('cen') }),
    read: (id) => ({ CenId: id('cen') }),
  },
  {
    kind: 'transit-router-cidr',
    params: (id) => ({ ...region, TransitRouterId: id('transit-router'), Cidr: '10.200.0.0/24' }),
    change: { ...region, Name: 'block' },
    shows: { Name: 'block' },
    read: (id) => ({ ...region, TransitRouterId: id('transit-router') }),
  },
  {
    kind: 'tr-route-table',
    params: (id) => ({
      TransitRouterId: id('transit-router'),
      TransitRouterRouteTableName: 'inspection',
      Tag: tags,
    }),
    change: { TransitRouterRouteTableName: 'inspected' },
    read: (id) => ({
      TransitRouterId: id('transit-router'),
      TransitRouterRouteTableIds: [id('tr-route-table')],
    }),
  },
  {
    kind: 'ecr',
    params: () => ({ AlibabaSideAsn: 45104, Name: 'core', Tag: tags }),
    change: { Name: 'core router' },
  },
  {
    kind: 'ecr-child',
    params: (id) => ({
      EcrId: id('ecr'),
      ChildInstanceId: id('vbr'),
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    }),
    change: { Description: 'first' },
    read: (id) => ({ EcrId: id('ecr'), ChildInstanceId: id('vbr') }),
  },
  {
    kind: 'ecr-child',
    as: 'ecr-child-3',
    params: (id) => ({
      EcrId: id('ecr'),
      ChildInstanceId: id('vbr-3'),
      ChildInstanceType: 'VBR',
      ChildInstanceRegionId: 'cn-shanghai',
    }),
    change: { Description: 'second' },
    read: (id) => ({ EcrId: id('ecr'), ChildInstanceId: id('vbr-3') }),
  },
  { kind: 'vbr-ha', params: (id) => ({ ...region, VbrId: id('vbr'), PeerVbrId: id('vbr-3'), Name: 'fast' }) },
  {
    kind: 'ecr-association',
    params: (id) => ({
      EcrId: id('ecr'),
      CenId: id('cen'),
      TransitRouterId: id('transit-router'),
      AssociationRegionId: 'cn-shanghai',
    }),
    change: { AllowedPrefixes: ['10.0.0.0/8'], AllowedPrefixesMode: 'MatchMode' },
    read: (id) => ({ EcrId: id('ecr'), AssociationId: id('ecr-association') }),
  },
  {
    kind: 'ecr-grant',
    params: (id) => ({
      EcrId: 'ecr-ofsomebody',
      EcrOwnerAliUid: '2234567890123456',
      InstanceId: id('vbr-2'),
      InstanceRegionId: 'cn-shanghai',
      InstanceType: 'VBR',
    }),
    read: () => ({ EcrId: 'ecr-ofsomebody' }),
  },
  {
    kind: 'tr-vpc-attachment',
    params: (id) => ({
      ...region,
      CenId: id('cen'),
      TransitRouterId: id('transit-router'),
      VpcId: id('vpc'),
      ZoneMappings: [
        { ZoneId: 'cn-shanghai-l', VSwitchId: id('vswitch') },
        { ZoneId: 'cn-shanghai-m', VSwitchId: id('vswitch-m') },
      ],
      Tag: tags,
    }),
    change: { TransitRouterAttachmentName: 'prod' },
  },
  {
    kind: 'tr-ecr-attachment',
    params: (id) => ({
      ...region,
      CenId: id('cen'),
      TransitRouterId: id('transit-router'),
      EcrId: id('ecr'),
      Tag: tags,
    }),
    change: { TransitRouterAttachmentName: 'core' },
  },
  {
    kind: 'tr-vpn-attachment',
    params: (id) => ({
      ...region,
      CenId: id('cen'),
      TransitRouterId: id('transit-router'),
      VpnId: id('vpn-attachment'),
      Zone: [{ ZoneId: 'cn-shanghai-l' }],
    }),
    change: { TransitRouterAttachmentName: 'standby' },
  },
  {
    kind: 'tr-peer-attachment',
    params: (id) => ({
      ...region,
      CenId: id('cen'),
      TransitRouterId: id('transit-router'),
      PeerTransitRouterId: id('transit-router-bj'),
      PeerTransitRouterRegionId: 'cn-beijing',
      Bandwidth: 200,
      BandwidthType: 'DataTransfer',
    }),
    change: { Bandwidth: 300 },
  },
  {
    kind: 'tr-vbr-attachment',
    params: (id) => ({
      RegionId: 'cn-beijing',
      CenId: id('cen'),
      TransitRouterId: id('transit-router-bj'),
      VbrId: id('vbr-bj'),
    }),
    change: { AutoPublishRouteEnabled: true },
  },
  {
    kind: 'cen-vbr-health-check',
    params: (id) => ({
      CenId: id('cen'),
      VbrInstanceId: id('vbr-bj'),
      VbrInstanceRegionId: 'cn-beijing',
      HealthCheckTargetIp: '172.16.9.1',
    }),
    read: (id) => ({ VbrInstanceId: id('vbr-bj'), VbrInstanceRegionId: 'cn-beijing' }),
  },
  {
    kind: 'tr-association',
    params: (id) => ({
      TransitRouterAttachmentId: id('tr-vpc-attachment'),
      TransitRouterRouteTableId: id('tr-route-table'),
    }),
  },
  {
    kind: 'tr-propagation',
    params: (id) => ({
      TransitRouterAttachmentId: id('tr-ecr-attachment'),
      TransitRouterRouteTableId: id('tr-route-table'),
    }),
    read: (id) => ({ TransitRouterRouteTableId: id('tr-route-table') }),
  },
  {
    kind: 'tr-route-entry',
    params: (id) => ({
      TransitRouterRouteTableId: id('tr-route-table'),
      TransitRouterRouteEntryDestinationCidrBlock: '100.98.35.0/24',
      TransitRouterRouteEntryNextHopType: 'Attachment',
      TransitRouterRouteEntryNextHopId: id('tr-vpc-attachment'),
    }),
    change: { TransitRouterRouteEntryName: 'oss' },
    read: (id) => ({
      TransitRouterRouteTableId: id('tr-route-table'),
      TransitRouterRouteEntryIds: [id('tr-route-entry')],
      TransitRouterRouteEntryStatus: 'All',
    }),
  },
  {
    kind: 'tr-aggregation',
    params: (id) => ({
      TransitRouteTableId: id('tr-route-table'),
      TransitRouteTableAggregationCidr: '10.0.0.0/8',
      TransitRouteTableAggregationScope: 'VPC',
    }),
    change: { TransitRouteTableAggregationName: 'all' },
    shows: { Name: 'all' },
    read: (id) => ({ TransitRouteTableId: id('tr-route-table') }),
  },
  {
    kind: 'cen-route-map',
    params: (id) => ({
      CenId: id('cen'),
      CenRegionId: 'cn-shanghai',
      MapResult: 'Permit',
      Priority: 5,
      TransmitDirection: 'RegionIn',
    }),
    change: { Priority: 6, MapResult: 'Deny' },
    read: (id) => ({ CenId: id('cen'), RouteMapId: id('cen-route-map') }),
  },
  {
    kind: 'cen-qos-policy',
    params: (id) => ({
      TransitRouterId: id('transit-router'),
      TransitRouterAttachmentId: id('tr-peer-attachment'),
    }),
    change: { TrafficQosPolicyName: 'inter-region' },
  },
  {
    kind: 'cen-qos-queue',
    params: (id) => ({ TrafficQosPolicyId: id('cen-qos-policy'), Dscps: [10], RemainBandwidthPercent: '20' }),
    change: { QosQueueName: 'gold' },
    shows: { TrafficQosQueueName: 'gold' },
  },
  {
    kind: 'tr-grant',
    params: (id) => ({
      ...region,
      CenId: 'cen-ofsomebody',
      CenOwnerId: '2234567890123456',
      InstanceId: id('vpc'),
      InstanceType: 'VPC',
    }),
    change: { OrderType: 'PayByResourceOwner' },
    read: (id) => ({ ...region, ResourceId: id('vpc'), ProductType: 'VPC' }),
  },
  {
    kind: 'cen-grant',
    params: (id) => ({
      ...region,
      CenId: 'cen-ofsomebody',
      CenOwnerId: '2234567890123456',
      InstanceId: id('vpc'),
      InstanceType: 'VPC',
    }),
    read: (id) => ({ ...region, InstanceId: id('vpc'), InstanceType: 'VPC' }),
  },
  {
    kind: 'vbr-grant',
    params: (id) => ({
      ...region,
      GrantType: 'All',
      InstanceId: id('vpc'),
      VbrOwnerUid: '2234567890123456',
      VbrRegionNo: 'cn-shanghai',
    }),
    read: (id) => ({ InstanceId: id('vpc'), InstanceType: 'VPC' }),
  },
  {
    kind: 'route-entry',
    params: (id) => ({
      ...region,
      RouteTableId: id('route-table'),
      DestinationCidrBlock: '10.10.0.0/16',
      NextHopType: 'Attachment',
      NextHopId: id('tr-vpc-attachment'),
    }),
    change: { RouteEntryName: 'site' },
    read: (id) => ({ ...region, RouteTableId: id('route-table'), RouteEntryId: id('route-entry') }),
  },
  {
    kind: 'privatelink-service',
    params: () => ({ ...region, ServiceDescription: 'own', Tag: tags }),
    change: { AutoAcceptEnabled: true },
  },
  {
    kind: 'privatelink-endpoint',
    params: (id) => ({
      ...region,
      VpcId: id('vpc'),
      ServiceName: 'com.aliyuncs.dashscope',
      EndpointName: 'bailian',
      Tag: tags,
    }),
    change: { EndpointName: 'bailian endpoint' },
  },
  {
    kind: 'privatelink-security-group',
    params: (id) => ({
      ...region,
      EndpointId: id('privatelink-endpoint'),
      SecurityGroupId: id('security-group'),
    }),
    read: (id) => ({ ...region, EndpointId: id('privatelink-endpoint') }),
  },
  {
    kind: 'privatelink-zone',
    params: (id) => ({
      ...region,
      EndpointId: id('privatelink-endpoint'),
      ZoneId: 'cn-shanghai-l',
      VSwitchId: id('vswitch'),
    }),
    read: (id) => ({ ...region, EndpointId: id('privatelink-endpoint') }),
  },
  {
    kind: 'cms-contact',
    params: () => ({
      'ContactName': 'netops',
      'Describe': 'Network operations',
      'Channels.Mail': 'netops@example.com',
    }),
  },
  {
    kind: 'cms-contact-group',
    params: () => ({ ContactGroupName: 'netops', ContactNames: ['netops'] }),
    read: () => ({}),
  },
  {
    kind: 'cms-metric-rule',
    params: (id) => ({
      'RuleId': 'rule-1',
      'RuleName': 'rule one',
      'Namespace': 'acs_physical_connection',
      'MetricName': 'RateOutFromVpcToIDC',
      'ContactGroups': 'netops',
      'Resources': JSON.stringify([{ instanceId: id('vbr') }]),
      'Escalations.Warn.Statistics': 'Value',
      'Escalations.Warn.ComparisonOperator': 'GreaterThanThreshold',
      'Escalations.Warn.Threshold': '1',
      'Escalations.Warn.Times': 3,
    }),
    read: () => ({ RuleIds: 'rule-1' }),
  },
  {
    kind: 'cms-event-rule',
    params: () => ({
      RuleName: 'bgp-down',
      EventPattern: [{ Product: 'ExpressConnect', LevelList: ['CRITICAL'] }],
    }),
    read: () => ({ NamePrefix: 'bgp' }),
  },
  {
    kind: 'private-zone',
    params: () => ({ ZoneName: 'example.internal' }),
    change: { Remark: 'inside' },
    read: () => ({}),
  },
  {
    kind: 'private-zone-record',
    params: (id) => ({ ZoneId: id('private-zone'), Rr: 'db', Type: 'A', Value: '192.168.1.20' }),
    change: { Rr: 'db', Type: 'A', Value: '192.168.1.21' },
    read: (id) => ({ ZoneId: id('private-zone') }),
  },
];
