import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { ref } from '../value.ts';

/**
 * A queue of a QoS policy; the default queue comes with the policy. Source: aliyun-openapi-meta
 * en-US/vpc/CreateExpressConnectTrafficQosQueue.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_traffic_qos_queue.go.
 */
export const qosQueue = defineKind({
  name: 'qos-queue',
  title: 'QoS queue',
  product: 'vpc',
  id: 'QueueId',
  naturalKey: ['policy', 'name'],
  // One queue of high and two of medium priority beside the default one: Express Connect QoS policies in the help center.
  limits: [
    { on: ['policy'], where: { property: 'type', is: 'High' } },
    { on: ['policy'], where: { property: 'type', is: 'Medium' }, most: 2 },
  ],
  properties: {
    policy: { wire: 'QosId', refersTo: ['qos-policy'], required: true, immutable: true },
    name: { wire: 'QueueName' },
    type: { wire: 'QueueType', required: true, immutable: true },
    percent: { wire: 'BandwidthPercent', as: 'number', unit: '%' },
  },
  status: { field: 'Status', ready: ['Normal'] },
  create: { action: 'CreateExpressConnectTrafficQosQueue' },
  read: {
    action: 'DescribeExpressConnectTrafficQosQueue',
    items: 'QueueList',
    within: { QosId: 'policy' },
  },
  updates: [
    {
      action: 'ModifyExpressConnectTrafficQosQueue',
      properties: ['name', 'percent'],
      send: { QosId: 'policy', QueueId: '$id' },
    },
  ],
  delete: { action: 'DeleteExpressConnectTrafficQosQueue', send: { QosId: 'policy', QueueId: '$id' } },
  scopes: ['policy'],
  minutes: { create: 8, update: 8, delete: 8 },
  // `%s` as it stands: terraform-provider-alicloud `resource_alicloud_express_connect_traffic_qos_queue.go`.
  goneCodes: ['IllegalParam.QosId', 'IllegalParam.QueueId', 'IllegalParam.%s'],

  *desired({ topology, stack }) {
    for (const policy of topology.qosPolicies) {
      for (const element of policy.queues) {
        if (element.queueKind === 'default') continue;
        yield {
          address: element.path,
          element,
          region: policy.circuits[0]?.region,
          inputs: {
            policy: ref(policy.path),
            name: cloudName(stack, `${policy.name}-${element.name}`),
            type: element.queueKind === 'high' ? 'High' : 'Medium',
            percent: element.percent,
          },
        };
      }
    }
  },
});
