/** Grants of a VPC to another account's VBR. */
import { list, text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { ensureOwn } from './grant-checks.ts';

export const vbrGrant = defineResource({
  kind: 'vbr-grant',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.VbrOwnerUid)}:${text(fields.InstanceId)}`,
  // aliyun-openapi-meta en-US/vpc/DescribeEcGrantRelation.json: Created or Deleted.
  life: { ready: 'Created' },
  notFound: { code: 'InvalidInstanceId.NotFound' },
  view: (grant) => ({
    AliUid: grant.owner,
    InstanceType: 'VPC',
    RegionNo: grant.region,
    VbrInstanceId: list(grant.fields.VbrInstanceIds).map(text).join(','),
  }),
  create: {
    action: 'GrantInstanceToVbr',
    check: ensureOwn,
    unique: [{ by: ['VbrOwnerUid', 'InstanceId'], code: 'OperationFailed.AlreadyGranted' }],
  },
  reads: [
    { action: 'DescribeEcGrantRelation', list: 'EcGrantRelations', by: { VbrRegionNo: 'VbrRegionNo' } },
  ],
  delete: { action: 'RevokeInstanceFromVbr', by: ['VbrOwnerUid', 'InstanceId'] },
});
