/** Grants of a VBR or VPC to another account's ECR. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';

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
