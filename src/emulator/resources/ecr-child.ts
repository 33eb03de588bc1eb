/** VBRs attached to an ECR. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource, having, nameOfResource } from './define.ts';
import { ecrLock } from './ecr.ts';
import type { Call, Resource, World } from '../engine/types.ts';

export const ecrChild = defineResource({
  kind: 'ecr-child',
  product: 'expressconnectrouter',
  idField: 'ResourceKey',
  identify: (fields) =>
    `${text(fields.EcrId)}:${text(fields.ChildInstanceId)}:${text(fields.ChildInstanceType)}`,
  life: {
    creating: 'ASSOCIATING',
    ready: 'ACTIVE',
    modifying: 'UPDATING',
    deleting: 'DISSOCIATING',
    busy: 'Conflict.Lock',
  },
  notFound: { code: 'ResourceNotFound.ChildInstanceId' },
  locks: ecrLock,
  view: (child, world) => ({
    RegionId: text(child.fields.ChildInstanceRegionId),
    ChildInstanceName: nameOfResource(world, 'vbr', text(child.fields.ChildInstanceId), 'Name'),
  }),
  create: {
    action: 'AttachExpressConnectRouterChildInstance',
    parents: [
      { param: 'EcrId', kind: 'ecr' },
      {
        param: 'ChildInstanceId',
        kind: 'vbr',
        ownerParam: 'ChildInstanceOwnerId',
        notFound: { code: 'ResourceNotFound.ChildInstanceId' },
        wrongState: 'IncorrectStatus.ChildInstance',
      },
    ],
    check: ensureAlone,
    fields: (call, world) => ({
      AssociationId: world.newId('ecr-assoc-'),
      ChildInstanceOwnerId: text(call.params.ChildInstanceOwnerId) || call.accountId,
    }),
  },
  reads: [
    {
      action: 'DescribeExpressConnectRouterChildInstance',
      list: 'ChildInstanceList',
      parents: [{ param: 'EcrId', kind: 'ecr' }],
    },
  ],
  modifies: [
    {
      action: 'ModifyExpressConnectRouterChildInstance',
      by: ['EcrId', 'ChildInstanceId', 'ChildInstanceType'],
      instant: true,
    },
  ],
  delete: {
    action: 'DetachExpressConnectRouterChildInstance',
    by: ['EcrId', 'ChildInstanceId', 'ChildInstanceType'],
    check: ensureRoutesAtRest,
  },
});

/** Met by terraform-provider-alicloud resource_alicloud_express_connect_router_vbr_child_instance.go, which waits. */
function ensureRoutesAtRest(_call: Call, world: World, child: Resource): void {
  const id = text(child.fields.ChildInstanceId);
  const moving = having(world, 'bgp-peer', 'RouterId', id).find((each) => each.transition !== undefined);
  if (moving === undefined) return;
  throw new ApiError(
    'OperationDenied.VbrHasRouteEntryInMiddleStatus',
    `BGP peer ${moving.id} of ${id} is ${moving.status}, and so are its routes.`,
  );
}

/** A VBR belongs to one ECR, and not to an ECR and a transit router at once. Unverified: the codes. */
function ensureAlone(call: Call, world: World): void {
  const id = text(call.params.ChildInstanceId);
  const [child] = having(world, 'ecr-child', 'ChildInstanceId', id);
  if (child !== undefined) {
    throw new ApiError(
      'ResourceAlreadyExist.ChildInstance',
      `${id} is attached to ${text(child.fields.EcrId)} already.`,
      409,
    );
  }
  ensureSameAsn(id, world.find('ecr', text(call.params.EcrId)), world);
  const [prefix] = having(world, 'bgp-network', 'RouterId', id);
  if (prefix !== undefined) {
    // https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr
    throw new ApiError(
      'OperationDenied.VbrHasRoutePrefix',
      `${id} advertises ${text(prefix.fields.DstCidrBlock)} itself; remove that first.`,
    );
  }
  const [attachment] = having(world, 'tr-vbr-attachment', 'VbrId', id);
  if (attachment === undefined) return;
  throw new ApiError(
    'OperationDenied.VbrAttachedToTransitRouter',
    `${id} is attached to a transit router by ${attachment.id}.`,
  );
}

/**
 * BGP groups of a VBR in an ECR speak with the ASN of the ECR, else the association is refused:
 * https://www.alibabacloud.com/help/en/express-connect/user-guide/configure-and-manage-bgp. Unverified: the code.
 */
function ensureSameAsn(vbrId: string, ecr: Resource | undefined, world: World): void {
  const asn = text(ecr?.fields.AlibabaSideAsn);
  const group = having(world, 'bgp-group', 'RouterId', vbrId).find(
    (each) => text(each.fields.LocalAsn) !== asn,
  );
  if (group === undefined) return;
  throw new ApiError(
    'OperationDenied.AsnMismatch',
    `BGP group ${group.id} of ${vbrId} has the local ASN ${text(group.fields.LocalAsn)}, the ECR has ${asn}.`,
  );
}
