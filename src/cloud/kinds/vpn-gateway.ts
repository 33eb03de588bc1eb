import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A VPN gateway in a VPC. Its creation is an order that takes no tags, so its name must be unique. Source:
 * aliyun-openapi-meta en-US/vpc/CreateVpnGateway.json, DescribeVpnGateways.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_vpn_gateway.go.
 */
export const vpnGateway = defineKind({
  name: 'vpn-gateway',
  title: 'VPN gateway',
  product: 'vpc',
  id: 'VpnGatewayId',
  naturalKey: ['vpc', 'name'],
  properties: {
    vpc: { wire: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    name: { wire: 'Name' },
    // Listed as text with a unit (`5M`), so it is compared with what was asked for.
    bandwidth: {
      wire: 'Bandwidth',
      read: false,
      as: 'number',
      unit: 'Mbps',
      required: true,
      immutable: true,
    },
    vswitch: { wire: 'VSwitchId', refersTo: ['vswitch'], immutable: true },
    secondVswitch: { wire: 'DisasterRecoveryVSwitchId', refersTo: ['vswitch'], immutable: true },
    charge: { wire: 'InstanceChargeType', only: 'create' },
    autoPay: { wire: 'AutoPay', only: 'create' },
  },
  tags: {
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UnTagResources', type: 'VpnGateway' },
  },
  status: { field: 'Status', ready: ['active'] },
  create: { action: 'CreateVpnGateway' },
  read: {
    action: 'DescribeVpnGateways',
    items: 'VpnGateways.VpnGateway',
    paging: pages,
    byId: { VpnGatewayId: '$id' },
  },
  updates: [{ action: 'ModifyVpnGatewayAttribute', properties: ['name'] }],
  delete: { action: 'DeleteVpnGateway' },
  scopes: ['self', 'vpc'],
  minutes: { create: 15 },
  goneCodes: ['InvalidVpnGatewayId.NotFound', 'INSTANCE_NOT_EXISTS', 'IncorrectStatus.VpnGateway'],
  bills: [{ item: 'vpn-instance', amount: ['bandwidth'] }, { item: 'vpn-transfer' }],
  billing: 'order',
  carries: {},

  *desired({ topology, stack }) {
    for (const element of topology.vpns) {
      const vpc = topology.vpcs.find((each) => each.path === element.target?.path);
      if (vpc === undefined || element.cloudId !== undefined) continue;
      const [first, second] = vpc.vswitches;
      yield {
        address: `${element.path}/gateway`,
        element,
        region: vpc.region,
        lifecycle: element.lifecycle,
        tags: element.tags,
        inputs: {
          vpc: ref(vpc.path),
          name: cloudName(stack, element.name),
          bandwidth: gatewayBandwidth(element.bandwidthMbps),
          vswitch: first === undefined ? undefined : ref(first.path),
          secondVswitch: second === undefined ? undefined : ref(second.path),
          charge: 'POSTPAY',
          autoPay: true,
        },
      };
    }
  },
});

/** The sizes that are sold: aliyun-openapi-meta en-US/vpc/CreateVpnGateway.json, `Bandwidth`. */
function gatewayBandwidth(mbps: number | undefined): number {
  const sizes = [5, 10, 20, 50, 100, 200, 500, 1000];
  return sizes.find((size) => size >= (mbps ?? 5)) ?? 1000;
}
