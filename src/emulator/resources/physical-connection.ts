/**
 * Express Connect circuits, dedicated and shared.
 * States and who moves them: aliyun-openapi-meta en-US/vpc/*PhysicalConnection*.json and
 * terraform-provider-alicloud resource_alicloud_express_connect_physical_connection.go.
 */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { build } from '../engine/create.ts';
import { findBy, need, visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { adoptAsked, adoptAskedShared, dedicated, shared } from './circuit-adoption.ts';
import { defineResource, having } from './define.ts';
import type { CreateModel, ResourceModel } from '../engine/model.ts';
import type { Call, Handler, Resource, World } from '../engine/types.ts';

/** States in which a circuit counts against the limit of five unfinished ones. */
const unfinished = ['Initial', 'Approved', 'Allocating', 'Allocated', 'Confirmed'];

const ended = ['Rejected', 'Canceled', 'Terminated', 'Allocation Failed'];

const create: CreateModel = {
  action: 'CreatePhysicalConnection',
  rename: { bandwidth: 'Bandwidth' },
  quota: [
    {
      by: [],
      max: 5,
      code: 'QuotaExceeded.PhysicalConnection',
      counts: (each) => unfinished.includes(each.status),
    },
    // Those of others, which partners share, do not count:
    // https://help.aliyun.com/en/express-connect/user-guide/quotas/. Unverified: the code.
    {
      by: ['AccessPointId'],
      max: 2,
      code: 'QuotaExceeded.PhysicalConnectionPerAccessPoint',
      counts: (each) => text(each.fields.ProductType) === dedicated && !ended.includes(each.status),
    },
  ],
  path: () => ['Initial', 'Approved', 'Allocating', 'Allocated'],
  fields: (call) => ({
    ProductType: dedicated,
    BusinessStatus: 'Normal',
    PortNumber: '1',
    Type: text(call.params.Type) === '' ? 'VPC' : text(call.params.Type),
    PortType: text(call.params.PortType) === '' ? '1000Base-LX' : text(call.params.PortType),
  }),
};

/** A partner cuts a share out of its circuit for a tenant; the tenant owns the result. */
const createShared: CreateModel = {
  action: 'CreateVirtualPhysicalConnection',
  answersIdAs: 'VirtualPhysicalConnection',
  owner: (call) => text(call.params.VpconnAliUid),
  path: () => ['Allocated'],
  fields: (call) => ({
    ProductType: shared,
    ParentPhysicalConnectionId: text(call.params.PhysicalConnectionId),
    ParentPhysicalConnectionAliUid: call.accountId,
    VirtualPhysicalConnectionStatus: 'UnConfirmed',
    VpconnStatus: 'UnConfirmed',
    BusinessStatus: 'Normal',
    VlanId: text(call.params.VlanId),
  }),
};

export const physicalConnection: ResourceModel = defineResource({
  kind: 'physical-connection',
  product: 'vpc',
  idField: 'PhysicalConnectionId',
  idPrefix: 'pc-',
  life: { ready: 'Enabled', busy: 'IncorrectStatus.PhysicalConnection' },
  notFound: { code: 'ResourceNotFound.PhysicalConnectionId' },
  view: (circuit, world) => ({
    VirtualPhysicalConnectionCount: having(
      world,
      'physical-connection',
      'ParentPhysicalConnectionId',
      circuit.id,
    ).length,
    LoaStatus: text(world.find('circuit-loa', circuit.id)?.status),
    AliUid: circuit.owner,
  }),
  create,
  reads: [
    { action: 'DescribePhysicalConnections', list: 'PhysicalConnectionSet', before: adoptAsked },
    {
      action: 'ListVirtualPhysicalConnections',
      list: 'VirtualPhysicalConnections',
      by: {
        VirtualPhysicalConnectionIds: 'PhysicalConnectionId',
        VirtualPhysicalConnectionAliUids: 'AliUid',
        VirtualPhysicalConnectionStatuses: 'Status',
        VirtualPhysicalConnectionBusinessStatus: 'BusinessStatus',
        PhysicalConnectionId: 'ParentPhysicalConnectionId',
        VlanIds: 'VlanId',
      },
      ignore: ['IsConfirmed'],
      before: adoptAskedShared,
      where: (each, call) =>
        text(each.fields.ProductType) === shared &&
        (call.params.IsConfirmed === undefined ||
          (text(each.fields.VpconnStatus) === 'Confirmed') === call.params.IsConfirmed),
    },
  ],
  modifies: [
    {
      action: 'ModifyPhysicalConnectionAttribute',
      by: ['PhysicalConnectionId'],
      rename: { bandwidth: 'Bandwidth' },
      check: (call, _world, circuit) => {
        // Only these states take a new specification or redundant circuit (operation remark of the action).
        const changesSpec =
          call.params.PortType !== undefined || call.params.RedundantPhysicalConnectionId !== undefined;
        if (changesSpec) ensure(circuit, ['Initial', 'Enabled', 'Rejected']);
      },
    },
    {
      action: 'UpdateVirtualPhysicalConnection',
      by: ['InstanceId'],
      rename: { InstanceId: 'PhysicalConnectionId' },
    },
  ],
  moves: [
    {
      action: 'ConfirmPhysicalConnection',
      by: ['PhysicalConnectionId'],
      from: ['Allocated'],
      path: ['Confirmed'],
      wrongState: 'IncorrectStatus.PhysicalConnection',
      fields: (_call, _world, circuit) =>
        text(circuit.fields.ProductType) === shared
          ? { VpconnStatus: 'Confirmed', VirtualPhysicalConnectionStatus: 'Confirmed' }
          : {},
    },
    {
      action: 'EnablePhysicalConnection',
      by: ['PhysicalConnectionId'],
      from: ['Confirmed'],
      path: ['Enabled'],
      wrongState: 'IncorrectStatus.PhysicalConnection',
    },
    {
      action: 'CancelPhysicalConnection',
      by: ['PhysicalConnectionId'],
      from: ['Initial', 'Approved', 'Allocated', 'Confirmed'],
      path: ['Canceled'],
      wrongState: 'IncorrectStatus.PhysicalConnection',
    },
    {
      action: 'TerminatePhysicalConnection',
      by: ['PhysicalConnectionId'],
      from: ['Enabled'],
      path: ['Terminating', 'Terminated'],
      wrongState: 'IncorrectStatus.PhysicalConnection',
      check: (_call, world, circuit) => {
        const [vbr] = having(world, 'vbr', 'PhysicalConnectionId', circuit.id);
        if (vbr === undefined) return;
        throw new ApiError('DependencyViolation.Vbr', `Circuit ${circuit.id} still carries VBR ${vbr.id}.`);
      },
    },
    {
      action: 'RecoverPhysicalConnection',
      by: ['InstanceId'],
      from: ['Terminated'],
      path: ['Enabled'],
      wrongState: 'IncorrectStatus.PhysicalConnection',
    },
  ],
  delete: {
    action: 'DeletePhysicalConnection',
    by: ['PhysicalConnectionId'],
    from: ['Allocated', 'Confirmed', 'Rejected', 'Canceled', 'Allocation Failed', 'Terminated'],
    wrongState: 'IncorrectStatus.PhysicalConnection',
    dependents: [{ kind: 'vbr', by: 'PhysicalConnectionId', code: 'DependencyViolation.Vbr' }],
  },
  extra: {
    CreateVirtualPhysicalConnection: createSharedCircuit,
    CreatePhysicalConnectionSetupOrder: (_call, world) => ({ answer: { OrderId: world.newId('order-') } }),
    CreatePhysicalConnectionOccupancyOrder: payOccupation,
    ListPhysicalConnectionFeatures: () => ({ answer: { PhysicalConnectionFeatures: [] } }),
  },
});

function createSharedCircuit(call: Call, world: World): ReturnType<Handler> {
  const parent = visible(world.find('physical-connection', text(call.params.PhysicalConnectionId)), call);
  if (parent === undefined)
    throw new ApiError('ResourceNotFound.PhysicalConnectionId', 'The parent circuit does not exist.', 404);
  ensure(parent, ['Enabled']);
  const vlan = text(call.params.VlanId);
  const taken = having(world, 'physical-connection', 'ParentPhysicalConnectionId', parent.id).some(
    (each) => text(each.fields.VlanId) === vlan,
  );
  if (taken) throw new ApiError('InvalidVlanId.Used', `VLAN ${vlan} is used on ${parent.id} already.`);
  const resource = build(physicalConnection, createShared, call, world);
  const inherited = { ...parent.fields, ...resource.fields };
  return {
    answer: { VirtualPhysicalConnection: resource.id },
    changes: [{ op: 'create', resource: { ...resource, fields: inherited } }],
  };
}

/** Paying the occupation fee enables a confirmed circuit. */
function payOccupation(call: Call, world: World): ReturnType<Handler> {
  const circuit = need(physicalConnection, ['PhysicalConnectionId'], call, world);
  ensure(circuit, ['Confirmed']);
  const next = altered(circuit, { ...circuit.fields, ChargeType: 'Prepaid' }, ['Enabled'], [], world);
  return {
    answer: { Data: { OrderId: world.newId('order-') } },
    changes: [{ op: 'update', resource: next }],
  };
}

function ensure(circuit: Resource, states: readonly string[]): void {
  if (states.includes(circuit.status)) return;
  throw new ApiError(
    'IncorrectStatus.PhysicalConnection',
    `Circuit ${circuit.id} is ${circuit.status}; the operation needs ${states.join(' or ')}.`,
  );
}

/** The circuit a VBR names; refusals as documented for CreateVirtualBorderRouter. */
export function enabledCircuit(call: Call, world: World): Resource {
  const circuit = findBy(physicalConnection, ['PhysicalConnectionId'], call, world);
  const id = text(call.params.PhysicalConnectionId);
  if (circuit === undefined)
    throw new ApiError(
      'InvalidPhysicalConnectionId.NotFound',
      `Circuit ${id} does not exist in ${call.region}.`,
    );
  if (circuit.status === 'Enabled') return circuit;
  throw new ApiError(
    'InvalidPhysicalConnectionId.NotEnabled',
    `Circuit ${id} is ${circuit.status}, not Enabled.`,
  );
}
