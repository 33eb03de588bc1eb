/** Associations of an ECR with transit routers and VPCs. */
import { ApiError } from '../engine/api-error.ts';
import { altered, gone } from '../engine/change.ts';
import { build } from '../engine/create.ts';
import { locksOf } from '../engine/lifecycle.ts';
import { list, text } from '../engine/model.ts';
import { defineResource, having, nameOfResource, overlapping, prefixesOf } from './define.ts';
import { ecrLock } from './ecr.ts';
import { trEcrAttachment } from './tr-ecr-attachment.ts';
import type { Prefix } from '../../model/ip.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';

export const ecrAssociation = defineResource({
  kind: 'ecr-association',
  product: 'expressconnectrouter',
  idField: 'AssociationId',
  idPrefix: 'ecr-assoc-',
  life: {
    creating: 'CREATING',
    ready: 'ACTIVE',
    modifying: 'UPDATING',
    deleting: 'DELETING',
    busy: 'Conflict.Lock',
  },
  notFound: { code: 'ResourceNotFound.AssociationId' },
  locks: ecrLock,
  view,
  create: {
    action: 'CreateExpressConnectRouterAssociation',
    parents: [
      { param: 'EcrId', kind: 'ecr' },
      {
        param: 'TransitRouterId',
        kind: 'transit-router',
        ownerParam: 'TransitRouterOwnerId',
        notFound: { code: 'ResourceNotFound.TransitRouterId' },
        wrongState: 'IncorrectStatus.TransitRouter',
      },
      {
        param: 'VpcId',
        kind: 'vpc',
        ownerParam: 'VpcOwnerId',
        notFound: { code: 'ResourceNotFound.VpcId' },
        wrongState: 'IncorrectStatus.Vpc',
      },
    ],
    check: checkTarget,
    fields: (call) => ({
      AssociationNodeType: text(call.params.VpcId) === '' ? 'TR' : 'VPC',
      RegionId: text(call.params.AssociationRegionId),
      TransitRouterOwnerId: text(call.params.TransitRouterOwnerId) || call.accountId,
      VpcOwnerId: text(call.params.VpcOwnerId) || call.accountId,
    }),
    // MatchMode is what the console starts with; the API text names no default.
    defaults: { AllowedPrefixes: [], AllowedPrefixesMode: 'MatchMode' },
    also: attachmentToo,
  },
  reads: [
    {
      action: 'DescribeExpressConnectRouterAssociation',
      list: 'AssociationList',
      parents: [{ param: 'EcrId', kind: 'ecr' }],
    },
  ],
  modifies: [
    {
      action: 'ModifyExpressConnectRouterAssociationAllowedPrefix',
      by: ['EcrId', 'AssociationId'],
      check: (call) => {
        checkPrefixes(call);
      },
      fields: (call) => ({ AllowedPrefixes: list(call.params.AllowedPrefixes) }),
    },
    { action: 'ModifyExpressConnectRouterAssociation', by: ['EcrId', 'AssociationId'], instant: true },
  ],
  delete: {
    action: 'DeleteExpressConnectRouterAssociation',
    by: ['EcrId', 'AssociationId'],
    check: (call, world, association) => {
      const attachment = attachmentOf(association, world);
      if (attachment === undefined || call.params.DeleteAttachment === true) return;
      throw new ApiError(
        'DependencyViolation.TransitRouterAttachment',
        `Transit router attachment ${attachment.id} still uses ${association.id}.`,
      );
    },
    also: (association, call, world) => {
      const attachment = attachmentOf(association, world);
      return attachment === undefined || call.params.DeleteAttachment !== true
        ? []
        : [gone(trEcrAttachment, attachment, [], world)];
    },
  },
});

/** An association with a transit router is inactive until the transit router has its attachment. */
function view(association: Resource, world: World): Fields {
  const isTr = text(association.fields.AssociationNodeType) === 'TR';
  const attached = attachmentOf(association, world)?.status === 'Attached';
  return {
    ...(isTr && association.status === 'ACTIVE' && !attached ? { Status: 'INACTIVE' } : {}),
    TransitRouterName: nameOfResource(
      world,
      'transit-router',
      text(association.fields.TransitRouterId),
      'TransitRouterName',
    ),
    VpcName: nameOfResource(world, 'vpc', text(association.fields.VpcId), 'VpcName'),
  };
}

function attachmentOf(association: Resource, world: World): Resource | undefined {
  const tr = text(association.fields.TransitRouterId);
  return tr === ''
    ? undefined
    : having(world, 'tr-ecr-attachment', 'TransitRouterId', tr).find(
        (each) => text(each.fields.EcrId) === text(association.fields.EcrId),
      );
}

function checkTarget(call: Call, world: World): void {
  const tr = text(call.params.TransitRouterId);
  const vpc = text(call.params.VpcId);
  if ((tr === '') === (vpc === ''))
    throw new ApiError('MissingParameter', 'Give either VpcId, or TransitRouterId with CenId.');
  if (tr !== '' && text(call.params.CenId) === '')
    throw new ApiError('MissingParameter', 'The parameter "CenId" is mandatory with TransitRouterId.');
  const region = text(call.params.AssociationRegionId);
  const target = tr === '' ? world.find('vpc', vpc) : world.find('transit-router', tr);
  if (target !== undefined && target.region !== region) {
    throw new ApiError(
      'InvalidParameter.AssociationRegionId',
      `${target.id} is in ${target.region}, not in ${region}.`,
    );
  }
  if (tr === '') ensureVpcFits(vpc, text(call.params.EcrId), world);
  else ensureOneRouterPerRegion(region, text(call.params.EcrId), world);
  checkPrefixes(call);
}

/** https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs. Unverified: the code. */
function ensureOneRouterPerRegion(region: string, ecrId: string, world: World): void {
  const twin = having(world, 'ecr-association', 'EcrId', ecrId).find((each) => sameRegionTr(each, region));
  if (twin === undefined) return;
  throw new ApiError(
    'ResourceAlreadyExist.Association',
    `${ecrId} has association ${twin.id} with a transit router in ${region} already.`,
    409,
  );
}

/**
 * A VPC belongs to one ECR, and the vSwitches of all its VPCs are apart:
 * https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr. Unverified: the codes.
 */
function ensureVpcFits(vpcId: string, ecrId: string, world: World): void {
  const [twin] = having(world, 'ecr-association', 'VpcId', vpcId);
  if (twin !== undefined) {
    const owner = text(twin.fields.EcrId);
    throw new ApiError(
      'ResourceAlreadyExist.Association',
      `${vpcId} is associated with ${owner} already.`,
      409,
    );
  }
  const others = having(world, 'ecr-association', 'EcrId', ecrId).map((each) => text(each.fields.VpcId));
  const taken = others.flatMap((id) => blocksOf(id, world));
  const clash = blocksOf(vpcId, world).find((block) => overlapping(block, taken) !== undefined);
  if (clash === undefined) return;
  throw new ApiError(
    'OperationDenied.CidrOverlapped',
    `The vSwitch block ${clash.text} of ${vpcId} overlaps one of another VPC of ${ecrId}.`,
  );
}

function blocksOf(vpcId: string, world: World): readonly Prefix[] {
  return prefixesOf(having(world, 'vswitch', 'VpcId', vpcId).map((each) => text(each.fields.CidrBlock)));
}

function sameRegionTr(association: Resource, region: string): boolean {
  return (
    text(association.fields.AssociationNodeType) === 'TR' && text(association.fields.RegionId) === region
  );
}

function checkPrefixes(call: Call): void {
  const given = list(call.params.AllowedPrefixes);
  const prefixes = prefixesOf(given);
  const bad = given.find((each) => prefixesOf([each]).length === 0);
  if (bad !== undefined)
    throw new ApiError('InvalidParameter.AllowedPrefixes', `"${text(bad)}" is not a CIDR block.`);
  const twice = prefixes.find(
    (each, index) => overlapping(each, prefixes.slice(0, index))?.text === each.text,
  );
  if (twice !== undefined)
    throw new ApiError('InvalidParameter.AllowedPrefixes', `${twice.text} is listed twice.`);
}

function attachmentToo(association: Resource, call: Call, world: World): readonly Change[] {
  if (call.params.CreateAttachment !== true || text(call.params.TransitRouterId) === '') return [];
  const tr = world.find('transit-router', text(call.params.TransitRouterId));
  const made = build(
    trEcrAttachment,
    { action: call.action, region: () => tr?.region ?? '' },
    { ...call, params: {} },
    world,
  );
  const fields = {
    CenId: association.fields.CenId,
    TransitRouterId: association.fields.TransitRouterId,
    EcrId: association.fields.EcrId,
    EcrOwnerId: call.accountId,
    ResourceType: 'ECR',
  };
  return [
    {
      op: 'create',
      resource: altered(
        made,
        fields,
        ['Attaching', 'Attached'],
        locksOf(trEcrAttachment, fields, world),
        world,
      ),
    },
  ];
}
