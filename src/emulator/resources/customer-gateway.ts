/** Customer gateways: the far ends of IPsec connections. */
import { ApiError } from '../engine/api-error.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { addressParam, defineResource } from './define.ts';
import type { Call, Resource, World } from '../engine/types.ts';

export const customerGateway = defineResource({
  kind: 'customer-gateway',
  product: 'vpc',
  idField: 'CustomerGatewayId',
  idPrefix: 'cgw-',
  life: { ready: 'present' },
  notFound: { code: 'InvalidCustomerGatewayInstanceId.NotFound' },
  create: {
    action: 'CreateCustomerGateway',
    check: (call) => {
      addressParam(call, 'IpAddress', 'InvalidIpAddress.Malformed');
    },
    // Unverified: the code. One gateway per address and ASN: parameter text of IpAddress; unverified: in each region.
    unique: [{ by: ['IpAddress', 'Asn'], within: 'region', code: 'CustomerGateway.ConflictIp' }],
  },
  reads: [
    { action: 'DescribeCustomerGateway', one: { by: ['CustomerGatewayId'] } },
    { action: 'DescribeCustomerGateways', list: 'CustomerGateways' },
  ],
  modifies: [{ action: 'ModifyCustomerGatewayAttribute', by: ['CustomerGatewayId'] }],
  delete: {
    action: 'DeleteCustomerGateway',
    by: ['CustomerGatewayId'],
    check: ensureNoTunnel,
    dependents: [
      { kind: 'vpn-connection', by: 'CustomerGatewayId', code: 'DependencyViolation.VpnConnection' },
    ],
  },
});

/** Dual-tunnel connections name a customer gateway in each tunnel. */
function ensureNoTunnel(_call: Call, world: World, gateway: Resource): void {
  const user = world
    .list('vpn-connection')
    .find((connection) =>
      list(connection.fields.TunnelOptionsSpecification).some(
        (tunnel) => text(fieldsOf(tunnel).CustomerGatewayId) === gateway.id,
      ),
    );
  if (user === undefined) return;
  throw new ApiError('DependencyViolation.VpnConnection', `Connection ${user.id} still uses ${gateway.id}.`);
}
