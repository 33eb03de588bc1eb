import { allPeerings } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * How an inter-region connection is shared. Source: aliyun-openapi-meta
 * en-US/cbn/CreateCenInterRegionTrafficQosPolicy.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_inter_region_traffic_qos_policy.go. One for a connection and side.
 */
export const regionQosPolicy = defineKind({
  name: 'region-qos-policy',
  title: 'inter-region QoS policy',
  product: 'cbn',
  id: 'TrafficQosPolicyId',
  naturalKey: ['transitRouter', 'attachment'],
  properties: {
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    attachment: {
      wire: 'TransitRouterAttachmentId',
      refersTo: ['tr-peer-attachment'],
      required: true,
      immutable: true,
    },
    name: { wire: 'TrafficQosPolicyName' },
  },
  status: { field: 'TrafficQosPolicyStatus', ready: ['Active'] },
  create: { action: 'CreateCenInterRegionTrafficQosPolicy' },
  read: {
    action: 'ListCenInterRegionTrafficQosPolicies',
    items: 'TrafficQosPolicies',
    paging: tokens,
    within: { TransitRouterId: 'transitRouter' },
  },
  updates: [{ action: 'UpdateCenInterRegionTrafficQosPolicyAttribute', properties: ['name'] }],
  delete: { action: 'DeleteCenInterRegionTrafficQosPolicy' },
  scopes: ['attachment', 'transitRouter'],

  *desired({ topology, stack }) {
    for (const { peering, from } of allPeerings(topology)) {
      if (peering.queues.length === 0) continue;
      yield {
        address: `${peering.path}/qos`,
        element: peering,
        region: from.region,
        inputs: {
          transitRouter: ref(from.path),
          attachment: ref(peering.path),
          name: cloudName(stack, peering.name),
        },
      };
    }
  },
});
