/** VPN gateways, each attached to one VPC. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, World } from '../engine/types.ts';

export const vpnGateway = defineResource({
  kind: 'vpn-gateway',
  product: 'vpc',
  idField: 'VpnGatewayId',
  idPrefix: 'vpn-',
  life: {
    creating: 'provisioning',
    ready: 'active',
    modifying: 'updating',
    deleting: 'deleting',
    busy: 'VpnGateway.Configuring',
  },
  notFound: { code: 'InvalidVpnGatewayId.NotFound' },
  locks: (fields) => [{ key: `vpngw-vpc:${text(fields.VpcId)}`, code: 'VpnGateway.Configuring' }],
  create: {
    action: 'CreateVpnGateway',
    parents: [
      { param: 'VpcId', kind: 'vpc', wrongState: 'IncorrectVpcStatus' },
      { param: 'VSwitchId', kind: 'vswitch', wrongState: 'IncorrectVSwitchStatus' },
      { param: 'DisasterRecoveryVSwitchId', kind: 'vswitch', wrongState: 'IncorrectVSwitchStatus' },
    ],
    check: checkSwitches,
    path: () => ['init', 'provisioning', 'active'],
    defaults: { NetworkType: 'public', VpnType: 'Normal', AutoPropagate: false },
    fields: (call, world) => ({
      OrderId: world.nextOrder(),
      BusinessStatus: 'Normal',
      ChargeType: 'POSTPAY',
      Spec: `${text(call.params.Bandwidth)}M`,
      IpsecVpn: call.params.EnableIpsec === false ? 'disable' : 'enable',
      SslVpn: call.params.EnableSsl === true ? 'enable' : 'disable',
      // Addresses of the documentation block (RFC 5737), so that nobody mistakes them for real ones.
      InternetIp: `203.0.113.${(world.nextOrder() % 250) + 1}`,
    }),
  },
  reads: [
    { action: 'DescribeVpnGateway', one: { by: ['VpnGatewayId'] } },
    { action: 'DescribeVpnGateways', list: 'VpnGateways' },
  ],
  modifies: [{ action: 'ModifyVpnGatewayAttribute', by: ['VpnGatewayId'] }],
  delete: {
    action: 'DeleteVpnGateway',
    by: ['VpnGatewayId'],
    // Taken for "gone" by terraform-provider-alicloud resource_alicloud_vpn_gateway.go when it deletes.
    again: 'IncorrectStatus.VpnGateway',
    dependents: [
      { kind: 'vpn-connection', by: 'VpnGatewayId', code: 'DependencyViolation.VpnConnection' },
      { kind: 'route-entry', by: 'NextHopId', code: 'DependencyViolation.RouteEntry' },
    ],
  },
});

function checkSwitches(call: Call, world: World): void {
  const names = ['VSwitchId', 'DisasterRecoveryVSwitchId'];
  for (const name of names) {
    const subnet = world.find('vswitch', text(call.params[name]));
    if (subnet === undefined || text(subnet.fields.VpcId) === text(call.params.VpcId)) continue;
    throw new ApiError(
      'InvalidVSwitchId.NotFound',
      `vSwitch ${subnet.id} is not in ${text(call.params.VpcId)}.`,
      404,
    );
  }
}
