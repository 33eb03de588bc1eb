import { defineKind } from '../kind.ts';
import { foreignOwner } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * Leave for another account's ECR to attach a VBR or VPC that is ours. Source: aliyun-openapi-meta
 * en-US/expressconnectrouter/GrantInstanceToExpressConnectRouter.json,
 * DescribeInstanceGrantedToExpressConnectRouter.json.
 */
export const ecrGrant = defineKind({
  name: 'ecr-grant',
  title: 'grant to an ECR',
  product: 'expressconnectrouter',
  id: ['ecr', 'instance'],
  naturalKey: ['ecr', 'instance'],
  properties: {
    ecr: { wire: 'EcrId', refersTo: ['ecr'], required: true, immutable: true },
    ecrOwner: { wire: 'EcrOwnerAliUid', as: 'number', required: true, immutable: true },
    instance: {
      wire: 'InstanceId',
      read: 'NodeId',
      refersTo: ['virtual-border-router', 'vpc'],
      required: true,
      immutable: true,
    },
    region: { wire: 'InstanceRegionId', read: 'NodeRegionId', required: true, immutable: true },
    type: { wire: 'InstanceType', read: 'NodeType', required: true, immutable: true },
  },
  status: { field: 'Status', ready: ['ACTIVE'] },
  create: { action: 'GrantInstanceToExpressConnectRouter' },
  read: {
    action: 'DescribeInstanceGrantedToExpressConnectRouter',
    items: 'EcrGrantedInstanceList',
    paging: tokens,
    within: { EcrId: 'ecr' },
    // As the owner of the instance sees it.
    with: { CallerType: 'sub' },
  },
  delete: {
    action: 'RevokeInstanceFromExpressConnectRouter',
    send: {
      EcrId: 'ecr',
      EcrOwnerAliUid: 'ecrOwner',
      InstanceId: 'instance',
      InstanceRegionId: 'region',
      InstanceType: 'type',
    },
  },
  scopes: ['instance'],
  goneCodes: ['ResourceNotFound.EcrId'],

  *desired({ topology }) {
    for (const ecr of topology.ecrs) {
      const owner = foreignOwner(topology, ecr.account);
      if (owner === undefined) continue;
      for (const instance of [...ecr.vbrs, ...ecr.vpcs]) {
        // What is not ours, only its owner can grant.
        if (foreignOwner(topology, instance.account) !== undefined) continue;
        yield {
          address: `${ecr.path}/grant.${instance.name}`,
          element: ecr,
          region: '',
          inputs: {
            ecr: ref(ecr.path),
            ecrOwner: Number(owner),
            instance: ref(instance.path),
            region: instance.kind === 'vbr' ? instance.circuit?.region : instance.region,
            type: instance.kind === 'vbr' ? 'VBR' : 'VPC',
          },
        };
      }
    }
  },
});
