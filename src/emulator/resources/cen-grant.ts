/** Grants of a VPC or VBR to another account's CEN, the older way. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { ensureOwn } from './grant-checks.ts';

export const cenGrant = defineResource({
  kind: 'cen-grant',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.CenId)}:${text(fields.InstanceId)}`,
  life: { ready: 'present' },
  notFound: { code: 'InvalidInstanceId.NotFound' },
  view: (grant) => ({ CenInstanceId: text(grant.fields.CenId) }),
  create: {
    action: 'GrantInstanceToCen',
    check: ensureOwn,
    unique: [{ by: ['CenId', 'InstanceId'], code: 'OperationFailed.AlreadyGranted' }],
  },
  reads: [{ action: 'DescribeGrantRulesToCen', list: 'CenGrantRules' }],
  delete: { action: 'RevokeInstanceFromCen', by: ['CenId', 'InstanceId'] },
});
