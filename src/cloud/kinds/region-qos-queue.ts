import { allPeerings } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A share of an inter-region connection. Created as `QosQueueId`, listed as `TrafficQosQueueId`. Source:
 * aliyun-openapi-meta en-US/cbn/CreateCenInterRegionTrafficQosQueue.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_inter_region_traffic_qos_queue.go.
 */
export const regionQosQueue = defineKind({
  name: 'region-qos-queue',
  title: 'inter-region QoS queue',
  product: 'cbn',
  id: 'TrafficQosQueueId',
  naturalKey: ['policy', 'name'],
  properties: {
    policy: { wire: 'TrafficQosPolicyId', refersTo: ['region-qos-policy'], required: true, immutable: true },
    name: { wire: 'QosQueueName', read: 'TrafficQosQueueName' },
    percent: { wire: 'RemainBandwidthPercent', as: 'number', unit: '%' },
    dscps: { wire: 'Dscps', as: 'set', required: true },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'CreateCenInterRegionTrafficQosQueue', answersIdAs: 'QosQueueId' },
  read: {
    action: 'ListCenInterRegionTrafficQosQueues',
    items: 'TrafficQosQueues',
    paging: tokens,
    within: { TrafficQosPolicyId: 'policy' },
  },
  updates: [
    {
      action: 'UpdateCenInterRegionTrafficQosQueueAttribute',
      properties: ['name', 'percent', 'dscps'],
      send: { QosQueueId: '$id' },
    },
  ],
  delete: { action: 'DeleteCenInterRegionTrafficQosQueue', send: { QosQueueId: '$id' } },
  scopes: ['policy'],

  *desired({ topology, stack }) {
    for (const { peering, from } of allPeerings(topology)) {
      for (const queue of peering.queues) {
        yield {
          address: queue.path,
          element: queue,
          region: from.region,
          inputs: {
            policy: ref(`${peering.path}/qos`),
            name: cloudName(stack, `${peering.name}-${queue.name}`),
            percent: queue.percent,
            dscps: queue.dscps.length === 0 ? undefined : [...queue.dscps],
          },
        };
      }
    }
  },
});
