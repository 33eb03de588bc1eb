/** Queues of an inter-region QoS policy; created as QosQueueId, listed as TrafficQosQueueId. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { trLock } from './tr-attachment.ts';

const rename = {
  QosQueueName: 'TrafficQosQueueName',
  QosQueueDescription: 'TrafficQosQueueDescription',
} as const;

export const cenQosQueue = defineResource({
  kind: 'cen-qos-queue',
  product: 'cbn',
  idField: 'TrafficQosQueueId',
  idPrefix: 'qos-queue-',
  life: {
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.TrafficQosQueue',
  },
  notFound: { code: 'InvalidQosQueueId.NotFound', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  create: {
    action: 'CreateCenInterRegionTrafficQosQueue',
    answersIdAs: 'QosQueueId',
    parents: [{ param: 'TrafficQosPolicyId', kind: 'cen-qos-policy' }],
    rename,
    region: () => '',
    fields: (call, world) => {
      const policy = world.find('cen-qos-policy', text(call.params.TrafficQosPolicyId));
      return {
        TransitRouterId: text(policy?.fields.TransitRouterId),
        TransitRouterAttachmentId: text(policy?.fields.TransitRouterAttachmentId),
      };
    },
  },
  reads: [
    {
      action: 'ListCenInterRegionTrafficQosQueues',
      list: 'TrafficQosQueues',
      ignore: ['EffectiveBandwidthFilter'],
    },
  ],
  modifies: [
    {
      action: 'UpdateCenInterRegionTrafficQosQueueAttribute',
      by: ['QosQueueId'],
      rename: { QosQueueId: 'TrafficQosQueueId', ...rename },
    },
  ],
  delete: {
    action: 'DeleteCenInterRegionTrafficQosQueue',
    by: ['QosQueueId'],
    rename: { QosQueueId: 'TrafficQosQueueId' },
  },
});
