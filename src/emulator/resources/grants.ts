/** Grants that let another account attach a VPC, VBR, VPN connection or ECR: made and undone by the owner of the instance. */
import { ApiError } from '../engine/api-error.ts';
import { actionOf } from '../engine/metadata.ts';
import { pageOf } from '../engine/paging.ts';
import { list, text } from '../engine/model.ts';
import { visible } from '../engine/lookup.ts';
import { attachmentKinds } from './tr-attachment.ts';
import { defineResource } from './define.ts';
import type { Service } from '../engine/handlers.ts';
import type { Call, Handler, Resource, World } from '../engine/types.ts';

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

export const vbrGrant = defineResource({
  kind: 'vbr-grant',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.VbrOwnerUid)}:${text(fields.InstanceId)}`,
  life: { ready: 'Normal' },
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

/** The VPC product shows grants to an ECR as well. */
export const grantServices: readonly Service[] = [
  { product: 'vpc', actions: { DescribeGrantRulesToEcr: describeEcrGrants } },
];

function describeEcrGrants(call: Call, world: World): ReturnType<Handler> {
  const found = world
    .list('ecr-grant')
    .filter(
      (each) =>
        visible(each, call) !== undefined && text(each.fields.InstanceId) === text(call.params.InstanceId),
    )
    .map((each) => ({
      EcrInstanceId: text(each.fields.EcrId),
      EcrUid: text(each.fields.EcrOwnerAliUid),
      CreateTime: new Date(each.createdAt).toISOString(),
    }));
  const action = actionOf(call.product, call.action);
  if (action === undefined) return { answer: {} };
  const page = pageOf(found, action, call.params);
  return { answer: { ...page.about, EcrGrantRules: page.items } };
}

const instanceKinds = ['vpc', 'vbr', 'vpn-connection', 'ecr'] as const;

function ensureOwn(call: Call, world: World): void {
  const id = text(call.params.InstanceId);
  const found = instanceKinds
    .map((kind) => visible(world.find(kind, id), call))
    .find((each) => each !== undefined);
  if (found === undefined)
    throw new ApiError('InvalidInstanceId.NotFound', `${id} does not exist in this account.`);
}

function isUse(attachment: Resource, grant: Resource): boolean {
  const ids = ['VpcId', 'VbrId', 'VpnId', 'EcrId'].map((name) => text(attachment.fields[name]));
  return attachment.owner !== grant.owner && ids.includes(text(grant.fields.InstanceId));
}
