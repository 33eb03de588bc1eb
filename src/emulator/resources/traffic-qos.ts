/** QoS policies of Express Connect circuits. While anything of a policy is configured, nearly every write to it is refused. */
import { ApiError } from '../engine/api-error.ts';
import { build } from '../engine/create.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { qosQueue } from './qos-queue.ts';
import type { Lock } from '../engine/model.ts';
import type { Call, Fields, Json, Resource, World } from '../engine/types.ts';

export const trafficQos = defineResource({
  kind: 'traffic-qos',
  product: 'vpc',
  idField: 'QosId',
  idPrefix: 'qos-',
  life: {
    creating: 'Configuring',
    ready: 'Normal',
    modifying: 'Configuring',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.Qos',
  },
  notFound: { code: 'IllegalParam.QosId', status: 400 },
  locks: qosLock,
  view,
  create: {
    action: 'CreateExpressConnectTrafficQos',
    defaults: { AssociatedInstanceList: [] },
    fields: (_call, _world, id) => ({ QosId: id }),
    // The default queue exists by itself and cannot be created: operation text of CreateExpressConnectTrafficQosQueue.
    also: (policy, call, world) => {
      const params = { QosId: policy.id, QueueType: 'Default', QueueName: 'default' };
      return [
        { op: 'create', resource: build(qosQueue, { action: call.action }, { ...call, params }, world) },
      ];
    },
  },
  reads: [
    {
      action: 'DescribeExpressConnectTrafficQos',
      list: 'QosList',
      by: { QosIdList: 'QosId', QosNameList: 'QosName' },
    },
  ],
  modifies: [
    {
      action: 'ModifyExpressConnectTrafficQos',
      by: ['QosId'],
      check: checkCircuits,
      fields: (call, _world, policy) => ({
        AssociatedInstanceList: members(call, policy),
        AddInstanceList: undefined,
        RemoveInstanceList: undefined,
      }),
    },
  ],
  delete: {
    action: 'DeleteExpressConnectTrafficQos',
    by: ['QosId'],
    check: (_call, world, policy) => {
      const [circuit] = list(policy.fields.AssociatedInstanceList).map(fieldsOf);
      if (circuit !== undefined) {
        throw new ApiError(
          'DependencyViolation.QosInstance',
          `Circuit ${text(circuit.InstanceId)} still uses ${policy.id}.`,
        );
      }
      const queue = having(world, 'qos-queue', 'QosId', policy.id).find(
        (each) => text(each.fields.QueueType) !== 'Default',
      );
      if (queue !== undefined)
        throw new ApiError('DependencyViolation.QosQueue', `${policy.id} still has queue ${queue.id}.`);
    },
    also: (policy, _call, world) =>
      having(world, 'qos-queue', 'QosId', policy.id).map((resource) => ({ op: 'delete', resource })),
  },
});

/** Policy, queues and rules share one lock. */
export function qosLock(fields: Fields): readonly Lock[] {
  return [{ key: `qos:${text(fields.QosId)}`, code: 'EcQoSConflict' }];
}

function view(policy: Resource, world: World): Fields {
  const busy = world.busy().some((each) => each.transition?.locks.includes(`qos:${policy.id}`) === true);
  return {
    Status: busy && policy.status === 'Normal' ? 'Configuring' : policy.status,
    Progressing: busy ? 50 : 100,
    QueueList: having(world, 'qos-queue', 'QosId', policy.id).map((each) => ({
      ...each.fields,
      QueueId: each.id,
      Status: each.status,
    })),
  };
}

/** Dedicated circuits in normal business status only. */
function checkCircuits(call: Call, world: World): void {
  for (const each of list(call.params.AddInstanceList).map(fieldsOf)) {
    const id = text(each.InstanceId);
    const circuit = world.find('physical-connection', id);
    if (circuit === undefined)
      throw new ApiError('ResourceNotFound.InstanceId', `Circuit ${id} does not exist.`, 404);
    if (text(circuit.fields.ProductType) !== 'PhysicalConnection') {
      throw new ApiError(
        'OperationDenied.NotDedicated',
        `${id} is a shared circuit; QoS needs a dedicated one.`,
      );
    }
    const other = world
      .list('traffic-qos')
      .find((policy) => idsOf(policy).includes(id) && policy.id !== text(call.params.QosId));
    if (other !== undefined)
      throw new ApiError('OperationDenied.QosInUse', `Circuit ${id} belongs to policy ${other.id}.`);
  }
}

function members(call: Call, policy: Resource): readonly Json[] {
  const removed = new Set(
    list(call.params.RemoveInstanceList).map((each) => text(fieldsOf(each).InstanceId)),
  );
  const added = list(call.params.AddInstanceList).map(fieldsOf);
  const addedIds = new Set(added.map((each) => text(each.InstanceId)));
  const kept = list(policy.fields.AssociatedInstanceList)
    .map(fieldsOf)
    .filter((each) => !removed.has(text(each.InstanceId)) && !addedIds.has(text(each.InstanceId)));
  return [...kept, ...added.map((each) => ({ ...each, InstanceStatus: 'Normal', InstanceProgressing: 100 }))];
}

function idsOf(policy: Resource): readonly string[] {
  return list(policy.fields.AssociatedInstanceList).map((each) => text(fieldsOf(each).InstanceId));
}
