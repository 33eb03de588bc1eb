/** Grants of a VPC, VBR, VPN connection or ECR to another account's transit router. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { ensureOwn } from './grant-checks.ts';
import { attachmentKinds } from './tr-attachment.ts';
import type { Resource } from '../engine/types.ts';

export const trGrant = defineResource({
  kind: 'tr-grant',
  product: 'cbn',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.CenId)}:${text(fields.InstanceId)}`,
  life: { ready: 'present' },
  notFound: { code: 'InvalidInstanceId.NotFound', status: 400 },
  view: (grant) => ({
    ResourceId: text(grant.fields.InstanceId),
    ProductType: text(grant.fields.InstanceType),
    EffectiveOrderType: text(grant.fields.OrderType),
  }),
  create: {
    action: 'GrantInstanceToTransitRouter',
    check: ensureOwn,
    defaults: { OrderType: 'PayByCenOwner' },
    unique: [{ by: ['CenId', 'InstanceId'], code: 'OperationFailed.AlreadyGranted' }],
  },
  reads: [{ action: 'DescribeGrantRulesToResource', list: 'GrantRules' }],
  modifies: [{ action: 'ModifyGrantInstanceToTransitRouter', by: ['CenId', 'InstanceId'] }],
  delete: {
    action: 'RevokeInstanceFromTransitRouter',
    by: ['CenId', 'InstanceId'],
    check: (_call, world, grant) => {
      const used = attachmentKinds.flatMap((kind) => world.list(kind)).find((each) => isUse(each, grant));
      if (used !== undefined)
        throw new ApiError('OperationFailed.TaskConflict', `Attachment ${used.id} still uses the grant.`);
    },
  },
});

function isUse(attachment: Resource, grant: Resource): boolean {
  const ids = ['VpcId', 'VbrId', 'VpnId', 'EcrId'].map((name) => text(attachment.fields[name]));
  return attachment.owner !== grant.owner && ids.includes(text(grant.fields.InstanceId));
}
