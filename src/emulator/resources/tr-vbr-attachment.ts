/** VBRs directly on a transit router, the older way beside the ECR. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { attachmentModel } from './tr-attachment.ts';
import type { Call, World } from '../engine/types.ts';

export const trVbrAttachment = defineResource(
  attachmentModel({
    kind: 'tr-vbr-attachment',
    word: 'Vbr',
    resourceType: 'VBR',
    parents: [
      {
        param: 'VbrId',
        kind: 'vbr',
        ownerParam: 'VbrOwnerId',
        notFound: { code: 'InvalidVbrId.NotFound', status: 400 },
        wrongState: 'InstanceStatus.NotSupport',
      },
    ],
    create: {
      check,
      fields: (call) => ({
        VbrRegionId: call.region,
        VbrOwnerId: text(call.params.VbrOwnerId) || call.accountId,
      }),
    },
  }),
);

function check(call: Call, world: World): void {
  const tr = text(call.params.TransitRouterId);
  const vbrId = text(call.params.VbrId);
  const [twin] = having(world, 'tr-vbr-attachment', 'VbrId', vbrId);
  if (twin !== undefined)
    throw new ApiError('QuotaFull.ChildInstanceRelatedCen', `${vbrId} is attached by ${twin.id} already.`);
  const [child] = having(world, 'ecr-child', 'ChildInstanceId', vbrId);
  // Unverified: both codes; the rule is in https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs.
  if (child !== undefined)
    throw new ApiError('OperationUnsupported.VbrInEcr', `${vbrId} belongs to ${text(child.fields.EcrId)}.`);
  const [ecr] = having(world, 'tr-ecr-attachment', 'TransitRouterId', tr);
  if (ecr !== undefined)
    throw new ApiError('OperationUnsupported.TransitRouterHasEcr', `${tr} has the ECR attachment ${ecr.id}.`);
}
