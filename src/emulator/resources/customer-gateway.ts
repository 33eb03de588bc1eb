/** Customer gateways: the far ends of IPsec connections. */
import { addressParam, defineResource } from './define.ts';

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
    // Unverified: the code. One gateway per address and ASN: parameter text of IpAddress.
    unique: [{ by: ['IpAddress', 'Asn'], code: 'CustomerGateway.ConflictIp' }],
  },
  reads: [
    { action: 'DescribeCustomerGateway', one: { by: ['CustomerGatewayId'] } },
    { action: 'DescribeCustomerGateways', list: 'CustomerGateways' },
  ],
  modifies: [{ action: 'ModifyCustomerGatewayAttribute', by: ['CustomerGatewayId'] }],
  delete: {
    action: 'DeleteCustomerGateway',
    by: ['CustomerGatewayId'],
    dependents: [
      { kind: 'vpn-connection', by: 'CustomerGatewayId', code: 'DependencyViolation.VpnConnection' },
      { kind: 'vpn-tunnel', by: 'CustomerGatewayId', code: 'DependencyViolation.VpnConnection' },
    ],
  },
});
