/** ECRs on a transit router. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { attachmentModel, trLock } from './tr-attachment.ts';
import type { Call, World } from '../engine/types.ts';

export const trEcrAttachment = defineResource(
  attachmentModel({
    kind: 'tr-ecr-attachment',
    word: 'Ecr',
    resourceType: 'ECR',
    parents: [
      {
        param: 'EcrId',
        kind: 'ecr',
        ownerParam: 'EcrOwnerId',
        notFound: { code: 'InvalidEcrId.NotFound', status: 400 },
        wrongState: 'IncorrectStatus.EcrResource',
      },
    ],
    locks: (fields) => [
      trLock(text(fields.TransitRouterId)),
      { key: `ecr:${text(fields.EcrId)}`, code: 'IncorrectStatus.EcrResource' },
    ],
    create: {
      check,
      fields: (call) => ({
        TransitRouterRegionId: call.region,
        EcrOwnerId: text(call.params.EcrOwnerId) || call.accountId,
      }),
    },
  }),
);

function check(call: Call, world: World): void {
  const tr = text(call.params.TransitRouterId);
  const ecrId = text(call.params.EcrId);
  const twin = having(world, 'tr-ecr-attachment', 'TransitRouterId', tr).find(
    (each) => text(each.fields.EcrId) === ecrId,
  );
  if (twin !== undefined)
    throw new ApiError('QuotaFull.ChildInstanceRelatedCen', `${ecrId} is attached by ${twin.id} already.`);
  // A transit router takes ECRs or VBRs, not both: https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs. Unverified: the code.
  const [vbr] = having(world, 'tr-vbr-attachment', 'TransitRouterId', tr);
  if (vbr !== undefined)
    throw new ApiError('OperationUnsupported.TransitRouterHasVbr', `${tr} has the VBR attachment ${vbr.id}.`);
  const association = having(world, 'ecr-association', 'TransitRouterId', tr).find(
    (each) => text(each.fields.EcrId) === ecrId,
  );
  if (association === undefined) {
    // The example of terraform-provider-alicloud cen_transit_router_ecr_attachment associates first; Unverified: whether the cloud insists.
    throw new ApiError('IncorrectStatus.EcrResource', `${ecrId} is not associated with ${tr} yet.`);
  }
}
