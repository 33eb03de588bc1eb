import { ecrTransitRouterPath, ecrVpcPath } from '../../model/links.ts';
import type { AllowedPrefixes } from '../../model/topology.ts';
import { attachmentsOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { ownershipNote } from '../naming.ts';
import { foreignOwner, ownEcrs, ownerOfTransitRouter } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref, type LooseInputs } from '../value.ts';

/**
 * An ECR's association with a transit router or a VPC, and what it announces to the sites on its behalf. Source:
 * aliyun-openapi-meta en-US/expressconnectrouter/CreateExpressConnectRouterAssociation.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_router_tr_association.go and ..._vpc_association.go. INACTIVE is a
 * transit router's association whose attachment does not exist yet (inferred there).
 */
export const ecrAssociation = defineKind({
  name: 'ecr-association',
  title: 'ECR association',
  product: 'expressconnectrouter',
  id: 'AssociationId',
  naturalKey: ['ecr', 'transitRouter', 'vpc'],
  // One transit router per region: https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs. A VPC belongs to one
  // ECR, and the vSwitches of all its VPCs are apart, which may be those of one that goes:
  // https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr.
  limits: [
    { on: ['ecr', 'region'], where: { property: 'transitRouter' } },
    { on: ['vpc'] },
    { on: ['ecr'], where: { property: 'vpc' } },
  ],
  properties: {
    ecr: { wire: 'EcrId', refersTo: ['ecr'], required: true, immutable: true },
    region: { wire: 'AssociationRegionId', read: 'RegionId', required: true, immutable: true },
    cen: { wire: 'CenId', refersTo: ['cen'], immutable: true },
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], immutable: true },
    transitRouterOwner: { wire: 'TransitRouterOwnerId', immutable: true, namesOwner: true },
    vpc: { wire: 'VpcId', refersTo: ['vpc'], immutable: true },
    vpcOwner: { wire: 'VpcOwnerId', immutable: true, namesOwner: true },
    allowed: { wire: 'AllowedPrefixes', as: 'set' },
    allowedMode: { wire: 'AllowedPrefixesMode' },
    description: { wire: 'Description' },
  },
  status: { field: 'Status', ready: ['ACTIVE', 'INACTIVE'] },
  create: { action: 'CreateExpressConnectRouterAssociation' },
  read: {
    action: 'DescribeExpressConnectRouterAssociation',
    items: 'AssociationList',
    paging: tokens,
    within: { EcrId: 'ecr' },
  },
  updates: [
    {
      action: 'ModifyExpressConnectRouterAssociationAllowedPrefix',
      properties: ['allowed', 'allowedMode'],
      send: { EcrId: 'ecr', AssociationId: '$id' },
      sends: 'all',
    },
    {
      action: 'ModifyExpressConnectRouterAssociation',
      properties: ['description'],
      send: { EcrId: 'ecr', AssociationId: '$id' },
    },
  ],
  delete: { action: 'DeleteExpressConnectRouterAssociation', send: { EcrId: 'ecr', AssociationId: '$id' } },
  scopes: ['ecr', 'transitRouter', 'vpc'],
  goneCodes: ['ResourceNotFound.AssociationId', 'ResourceNotFound.EcrId'],
  carries: {},

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, attachment } of attachmentsOf(topology, 'ecr')) {
      const ecr = attachment.target;
      if (ecr?.kind !== 'ecr' || foreignOwner(topology, ecr.account) !== undefined) continue;
      const address = ecrTransitRouterPath(ecr, transitRouter);
      yield {
        address,
        element: attachment,
        region: '',
        inputs: {
          ecr: ref(ecr.path),
          region: transitRouter.region,
          cen: ref(cen.path),
          transitRouter: ref(transitRouter.path),
          transitRouterOwner: ownerOfTransitRouter(topology, cen, transitRouter),
          ...announced(ecr.allowed, transitRouter.path),
          description: ownershipNote(stack, address),
        },
      };
    }
    for (const ecr of ownEcrs(topology)) {
      for (const vpc of ecr.vpcs) {
        const address = ecrVpcPath(ecr, vpc);
        yield {
          address,
          element: ecr,
          region: '',
          inputs: {
            ecr: ref(ecr.path),
            region: vpc.region,
            vpc: ref(vpc.path),
            vpcOwner: foreignOwner(topology, vpc.account),
            ...announced(ecr.allowed, vpc.path),
            description: ownershipNote(stack, address),
          },
        };
      }
    }
  },
});

function announced(allowed: readonly AllowedPrefixes[], path: string): LooseInputs {
  const own = allowed.filter((each) => each.towards?.path === path);
  const [first] = own;
  if (first === undefined) return {};
  return {
    allowed: own.flatMap((each) => each.prefixes.map((prefix) => prefix.text)).sort(),
    allowedMode: first.mode === 'incremental' ? 'IncrementalMode' : 'MatchMode',
  };
}
