/** Letters of Authorization: one per circuit, from application to completion of the site work. */
import { ApiError } from '../engine/api-error.ts';
import { keptFields } from '../engine/fields.ts';
import { need, visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { defineResource, noAnswer } from './define.ts';
import { physicalConnection } from './physical-connection.ts';
import type { Call, Handler, Resource, World } from '../engine/types.ts';

export const circuitLoa = defineResource({
  kind: 'circuit-loa',
  product: 'vpc',
  idField: 'InstanceId',
  life: { ready: 'Available' },
  notFound: { code: 'ResourceNotFound.InstanceId' },
  extra: {
    ApplyPhysicalConnectionLOA: apply,
    SecondApplyPhysicalConnectionLOA: apply,
    DescribePhysicalConnectionLOA: describe,
    CompletePhysicalConnectionLOA: complete,
  },
});

function apply(call: Call, world: World): ReturnType<Handler> {
  const circuit = need(physicalConnection, ['InstanceId'], call, world, {
    InstanceId: 'PhysicalConnectionId',
  });
  if (!['Allocated', 'Confirmed', 'Enabled'].includes(circuit.status)) {
    throw new ApiError(
      'IncorrectStatus.PhysicalConnection',
      `Circuit ${circuit.id} is ${circuit.status}; a letter needs an allocated port.`,
    );
  }
  const known = world.find('circuit-loa', circuit.id);

  const resource: Resource = {
    kind: 'circuit-loa',
    id: circuit.id,
    order: known?.order ?? world.nextOrder(),
    region: circuit.region,
    owner: call.accountId,
    status: 'Available',
    fields: { ...keptFields(call.params), SI: text(call.params.Si) },
    tags: [],
    createdAt: world.now,
    changedAt: world.now,
  };
  return { answer: {}, changes: [{ op: known === undefined ? 'create' : 'update', resource }] };
}

function describe(call: Call, world: World): ReturnType<Handler> {
  const letter = visible(world.find('circuit-loa', text(call.params.InstanceId)), call);
  if (letter === undefined) return noAnswer;
  return {
    answer: { PhysicalConnectionLOAType: { ...letter.fields, InstanceId: letter.id, Status: letter.status } },
  };
}

function complete(call: Call, world: World): ReturnType<Handler> {
  const letter = need(circuitLoa, ['InstanceId'], call, world);
  const resource = {
    ...letter,
    status: 'Complete',
    fields: { ...letter.fields, ...keptFields(call.params) },
    changedAt: world.now,
  };
  return { answer: {}, changes: [{ op: 'update', resource }] };
}
