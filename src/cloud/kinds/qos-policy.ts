import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';

/**
 * A traffic policy for circuits; white-listed accounts only. While anything of it is being configured nearly every
 * other write is refused. Source: aliyun-openapi-meta en-US/vpc/CreateExpressConnectTrafficQos.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_express_connect_traffic_qos.go.
 */
export const qosPolicy = defineKind({
  name: 'qos-policy',
  title: 'QoS policy',
  product: 'vpc',
  id: 'QosId',
  naturalKey: [],
  properties: {
    name: { wire: 'QosName' },
  },
  tags: { wire: 'Tags', read: 'Tags' },
  status: { field: 'Status', ready: ['Normal'] },
  create: { action: 'CreateExpressConnectTrafficQos' },
  read: {
    action: 'DescribeExpressConnectTrafficQos',
    items: 'QosList',
    paging: tokens,
    byId: { 'QosIdList.1': '$id' },
  },
  updates: [{ action: 'ModifyExpressConnectTrafficQos', properties: ['name'] }],
  delete: { action: 'DeleteExpressConnectTrafficQos' },
  scopes: ['self'],
  minutes: { update: 8 },
  goneCodes: ['IllegalParam.QosId'],

  *desired({ topology, stack }) {
    for (const element of topology.qosPolicies) {
      yield {
        address: element.path,
        element,
        region: element.circuits[0]?.region,
        inputs: { name: cloudName(stack, element.name) },
      };
    }
  },
});
