/** Further circuits of a VBR. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { checkPeering, ensureVlanFree } from './vbr.ts';
import { enabledCircuit } from './physical-connection.ts';

export const vbrCircuit = defineResource({
  kind: 'vbr-circuit',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.VbrId)}:${text(fields.PhysicalConnectionId)}`,
  // Unverified: the names of the transitional statuses; only Associated is documented.
  life: { creating: 'Associating', ready: 'Associated', deleting: 'Unassociating' },
  notFound: { code: 'ResourceNotFound.PhysicalConnectionId' },
  locks: (fields) => [{ key: `vbr:${text(fields.VbrId)}`, code: 'TaskConflict' }],
  create: {
    action: 'AssociatePhysicalConnectionToVirtualBorderRouter',
    parents: [{ param: 'VbrId', kind: 'vbr' }],
    check: (call, world) => {
      enabledCircuit(call, world);
      checkPeering(call, {});
      ensureVlanFree(text(call.params.PhysicalConnectionId), text(call.params.VlanId), world);
    },
    unique: [{ by: ['VbrId', 'PhysicalConnectionId'], code: 'InvalidPhysicalConnectionId.Used' }],
    fields: (call, world) => ({
      VlanInterfaceId: world.newId('ri-'),
      PhysicalConnectionStatus: enabledCircuit(call, world).status,
      PhysicalConnectionBusinessStatus: 'Normal',
      PhysicalConnectionOwnerUid: call.accountId,
    }),
  },
  delete: {
    action: 'UnassociatePhysicalConnectionFromVirtualBorderRouter',
    by: ['VbrId', 'PhysicalConnectionId'],
  },
});
