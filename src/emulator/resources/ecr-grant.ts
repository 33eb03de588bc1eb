/** Grants of a VBR or VPC to another account's ECR. */
import { visible } from '../engine/lookup.ts';
import { actionOf } from '../engine/metadata.ts';
import { text } from '../engine/model.ts';
import { pageOf } from '../engine/paging.ts';
import { defineResource } from './define.ts';
import type { Service } from '../engine/handlers.ts';
import type { Call, Handler, World } from '../engine/types.ts';

export const ecrGrant = defineResource({
  kind: 'ecr-grant',
  product: 'expressconnectrouter',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.EcrId)}:${text(fields.InstanceId)}`,
  life: { creating: 'CREATING', ready: 'ACTIVE', deleting: 'DELETING', busy: 'Conflict.Lock' },
  notFound: { code: 'ResourceNotFound.InstanceId' },
  view: (grant) => ({
    NodeId: text(grant.fields.InstanceId),
    NodeType: text(grant.fields.InstanceType),
    NodeRegionId: text(grant.fields.InstanceRegionId),
    NodeOwnerUid: grant.owner,
    InstanceOwnerId: grant.owner,
  }),
  create: {
    action: 'GrantInstanceToExpressConnectRouter',
    unique: [{ by: ['EcrId', 'InstanceId'], code: 'ResourceAlreadyExist.Grant', status: 409 }],
    fields: (_call, world) => ({ GrantId: world.newId('grant-') }),
  },
  reads: [
    {
      action: 'DescribeInstanceGrantedToExpressConnectRouter',
      list: 'EcrGrantedInstanceList',
      ignore: ['CallerType', 'TagModels'],
    },
  ],
  delete: { action: 'RevokeInstanceFromExpressConnectRouter', by: ['EcrId', 'InstanceId'] },
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
