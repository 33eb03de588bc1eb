import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { customerGatewaysOf } from '../design/vpns.ts';

/**
 * The customer's end of IPsec tunnels. Source: aliyun-openapi-meta en-US/vpc/CreateCustomerGateway.json,
 * DescribeCustomerGateways.json; terraform-provider-alicloud alicloud/resource_alicloud_vpn_customer_gateway.go.
 */
export const customerGateway = defineKind({
  name: 'customer-gateway',
  title: 'customer gateway',
  product: 'vpc',
  id: 'CustomerGatewayId',
  naturalKey: ['ip', 'asn'],
  clashesOn: ['ip', 'asn'],
  isSharedByKey: true,
  properties: {
    name: { wire: 'Name' },
    ip: { wire: 'IpAddress', required: true, immutable: true },
    asn: { wire: 'Asn', as: 'number', immutable: true },
  },
  // The published list of types for TagResources does not name customer gateways: tags stay as they were created.
  tags: { wire: 'Tags', read: 'Tags.Tag' },
  create: { action: 'CreateCustomerGateway' },
  read: {
    action: 'DescribeCustomerGateways',
    items: 'CustomerGateways.CustomerGateway',
    paging: pages,
    byId: { CustomerGatewayId: '$id' },
  },
  updates: [{ action: 'ModifyCustomerGatewayAttribute', properties: ['name'] }],
  delete: { action: 'DeleteCustomerGateway' },
  scopes: ['self'],
  goneCodes: ['InvalidCustomerGatewayInstanceId.NotFound'],

  *desired({ topology, stack }) {
    for (const { address, vpn, region, ip, asn } of customerGatewaysOf(topology)) {
      yield {
        address,
        element: vpn,
        region,
        tags: vpn.tags,
        inputs: { name: cloudName(stack, `${vpn.name}-${ip}`), ip, asn },
      };
    }
  },
});
