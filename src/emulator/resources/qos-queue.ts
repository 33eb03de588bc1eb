/** Queues of a QoS policy. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { ruleView } from './qos-rule.ts';
import type { Call, World } from '../engine/types.ts';

export const qosQueue = defineResource({
  kind: 'qos-queue',
  product: 'vpc',
  idField: 'QueueId',
  idPrefix: 'qos-queue-',
  life: {
    creating: 'Configuring',
    ready: 'Normal',
    modifying: 'Configuring',
    deleting: 'Deleting',
    busy: 'EcQoSConflict',
  },
  notFound: { code: 'IllegalParam.QueueId', status: 400 },
  locks: (fields) => [{ key: `qos:${text(fields.QosId)}`, code: 'EcQoSConflict' }],
  view: (queue, world) => ({ RuleList: having(world, 'qos-rule', 'QueueId', queue.id).map(ruleView) }),
  create: {
    action: 'CreateExpressConnectTrafficQosQueue',
    parents: [{ param: 'QosId', kind: 'traffic-qos' }],
    check: (call, world) => {
      checkPercent(call);
      checkRoom(call, world);
    },
  },
  reads: [
    {
      action: 'DescribeExpressConnectTrafficQosQueue',
      list: 'QueueList',
      by: { QueueIdList: 'QueueId', QueueNameList: 'QueueName' },
    },
  ],
  modifies: [{ action: 'ModifyExpressConnectTrafficQosQueue', by: ['QosId', 'QueueId'] }],
  delete: {
    action: 'DeleteExpressConnectTrafficQosQueue',
    by: ['QosId', 'QueueId'],
    check: (_call, _world, queue) => {
      if (text(queue.fields.QueueType) !== 'Default') return;
      throw new ApiError('OperationDenied.DefaultQueue', 'The default queue cannot be deleted.');
    },
    dependents: [{ kind: 'qos-rule', by: 'QueueId', code: 'DependencyViolation.QosRule' }],
  },
});

/**
 * One queue of high and two of medium priority beside the default one: Express Connect QoS policies in the help center.
 * Unverified: the code.
 */
const most: Readonly<Record<string, number>> = { High: 1, Medium: 2 };

function checkRoom(call: Call, world: World): void {
  const type = text(call.params.QueueType);
  const alike = having(world, 'qos-queue', 'QosId', text(call.params.QosId)).filter(
    (each) => text(each.fields.QueueType) === type,
  );
  if (alike.length < (most[type] ?? Number.POSITIVE_INFINITY)) return;
  throw new ApiError('QuotaExceeded.QosQueue', `The policy has ${alike.length} queues of type ${type}.`);
}

/** Needed for medium priority: parameter text of BandwidthPercent. */
function checkPercent(call: Call): void {
  if (text(call.params.QueueType) !== 'Medium' || text(call.params.BandwidthPercent) !== '') return;
  throw new ApiError(
    'MissingParameter',
    'The parameter "BandwidthPercent" is mandatory for a queue of type Medium.',
  );
}
