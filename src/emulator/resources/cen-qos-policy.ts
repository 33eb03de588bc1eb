/** Traffic QoS of an inter-region connection. */
import { build } from '../engine/create.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { trLock } from './tr-attachment.ts';
import { cenQosQueue } from './cen-qos-queue.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';

export const cenQosPolicy = defineResource({
  kind: 'cen-qos-policy',
  product: 'cbn',
  idField: 'TrafficQosPolicyId',
  idPrefix: 'qos-',
  life: {
    field: 'TrafficQosPolicyStatus',
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.TrafficQosPolicy',
  },
  notFound: { code: 'InvalidTrafficQosPolicyId.NotFound', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  view: (policy, world) => ({
    TrafficQosQueues: having(world, 'cen-qos-queue', 'TrafficQosPolicyId', policy.id).map((each): Fields => ({
      ...each.fields,
      QosQueueId: each.id,
      QosQueueName: each.fields.TrafficQosQueueName,
      QosQueueDescription: each.fields.TrafficQosQueueDescription,
    })),
  }),
  create: {
    action: 'CreateCenInterRegionTrafficQosPolicy',
    parents: [
      {
        param: 'TransitRouterId',
        kind: 'transit-router',
        wrongState: 'IncorrectStatus.TransitRouterInstance',
      },
      {
        param: 'TransitRouterAttachmentId',
        kind: 'tr-peer-attachment',
        wrongState: 'IncorrectStatus.TransitRouterAttachment',
      },
    ],
    // https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-errorcodes
    unique: [{ by: ['TransitRouterAttachmentId'], code: 'AssociationExist.TrafficQos' }],
    defaults: { BandwidthGuaranteeMode: 'byBandwidthPercent' },
    rename: { TrafficQosQueues: 'QueuesAtCreation' },
    region: () => '',
    also: queues,
  },
  reads: [{ action: 'ListCenInterRegionTrafficQosPolicies', list: 'TrafficQosPolicies' }],
  modifies: [{ action: 'UpdateCenInterRegionTrafficQosPolicyAttribute', by: ['TrafficQosPolicyId'] }],
  delete: {
    action: 'DeleteCenInterRegionTrafficQosPolicy',
    by: ['TrafficQosPolicyId'],
    dependents: [
      { kind: 'cen-qos-queue', by: 'TrafficQosPolicyId', code: 'AssociationExist.TransitQosQueueExist' },
    ],
  },
});

function queues(policy: Resource, call: Call, world: World): readonly Change[] {
  const create = cenQosQueue.create;
  return list(call.params.TrafficQosQueues).map((each): Change => {
    const params = { ...fieldsOf(each), TrafficQosPolicyId: policy.id };
    const made = build(
      cenQosQueue,
      {
        action: call.action,
        region: () => '',
        ...(create?.rename === undefined ? {} : { rename: create.rename }),
      },
      { ...call, params },
      world,
    );
    return {
      op: 'create',
      resource: { ...made, fields: { ...made.fields, TransitRouterId: policy.fields.TransitRouterId } },
    };
  });
}
