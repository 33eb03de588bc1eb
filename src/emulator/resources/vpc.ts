/** VPCs, with the router and system route table that appear with each. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { build } from '../engine/create.ts';
import { need } from '../engine/lookup.ts';
import { list, text } from '../engine/model.ts';
import { containsPrefix, knownPrefix, overlaps } from '../../model/ip.ts';
import { defineResource, having, overlapping, prefixParam, prefixesOf } from './define.ts';
import { routeTable } from './route-table.ts';
import type { Prefix } from '../../model/ip.ts';
import type { Call, Change, Fields, Handler, Resource, World } from '../engine/types.ts';

export const vpc = defineResource({
  kind: 'vpc',
  product: 'vpc',
  idField: 'VpcId',
  idPrefix: 'vpc-',
  life: { creating: 'Pending', ready: 'Available', busy: 'IncorrectVpcStatus' },
  notFound: { code: 'InvalidVpcID.NotFound' },
  view,
  create: {
    action: 'CreateVpc',
    check: (call) => {
      const block = prefixParam(call, 'CidrBlock', 'InvalidCidrBlock.Malformed');
      if (block !== undefined) ensureUsable(block);
      // Three at most: parameter text of UserCidr.
      if (text(call.params.UserCidr).split(',').length > 3)
        throw new ApiError('InvalidUserCidr.Malformed', 'A VPC has at most three user CIDR blocks.');
    },
    rename: { EnableIpv6: 'EnabledIpv6' },
    // The default block when none is given: parameter text of CidrBlock.
    defaults: { CidrBlock: '172.16.0.0/12' },
    fields: (call, world) => ({
      VRouterId: world.newId('vrt-'),
      RouteTableId: world.newId('vtb-'),
      SecondaryCidrBlocks: [],
      IsDefault: false,
      UserCidrs: text(call.params.UserCidr)
        .split(',')
        .filter((each) => each !== ''),
      DnsHostnameStatus: call.params.EnableDnsHostname === true ? 'ENABLED' : 'DISABLED',
    }),
    also: systemTable,
  },
  reads: [
    { action: 'DescribeVpcAttribute', one: { by: ['VpcId'] } },
    { action: 'DescribeVpcs', list: 'Vpcs', by: { EnableIpv6: 'EnabledIpv6', VpcOwnerId: 'OwnerId' } },
  ],
  modifies: [
    {
      action: 'ModifyVpcAttribute',
      by: ['VpcId'],
      rename: { EnableIPv6: 'EnabledIpv6' },
      check: checkNewBlock,
    },
  ],
  delete: {
    action: 'DeleteVpc',
    by: ['VpcId'],
    dependents: [
      { kind: 'vswitch', by: 'VpcId', code: 'DependencyViolation.VSwitch' },
      { kind: 'security-group', by: 'VpcId', code: 'DependencyViolation.SecurityGroup' },
      { kind: 'vpn-gateway', by: 'VpcId', code: 'DependencyViolation.VpnGateway' },
      { kind: 'privatelink-endpoint', by: 'VpcId', code: 'DependencyViolation.VpcEndpoint' },
      { kind: 'vpc-gateway-endpoint', by: 'VpcId', code: 'DependencyViolation.VpcEndpoint' },
      { kind: 'tr-vpc-attachment', by: 'VpcId', code: 'DependencyViolation.Cen' },
      { kind: 'ecr-association', by: 'VpcId', code: 'DependencyViolation.Ecr' },
      {
        kind: 'route-table',
        by: 'VpcId',
        code: 'DependencyViolation.RouteTable',
        counts: (each) => text(each.fields.RouteTableType) === 'Custom',
      },
    ],
    also: systemTableGone,
  },
  extra: { AssociateVpcCidrBlock: addBlock, UnassociateVpcCidrBlock: removeBlock },
});

function view(resource: Resource, world: World): Fields {
  const tables = having(world, 'route-table', 'VpcId', resource.id);
  return {
    VSwitchIds: having(world, 'vswitch', 'VpcId', resource.id).map((each) => each.id),
    RouterTableIds: tables.map((each) => each.id),
    CloudResources: [{ ResourceType: 'VRouter', ResourceCount: 1 }],
    AssociatedCens: having(world, 'tr-vpc-attachment', 'VpcId', resource.id).map((each) => ({
      CenId: text(each.fields.CenId),
      CenOwnerId: each.owner,
      CenStatus: each.status,
    })),
  };
}

function systemTable(resource: Resource, call: Call, world: World): readonly Change[] {
  const table = build(
    routeTable,
    { action: call.action, path: () => ['Available'] },
    { ...call, params: {} },
    world,
  );
  const fields = {
    VpcId: resource.id,
    RouteTableType: 'System',
    RouterType: 'VRouter',
    RouterId: resource.fields.VRouterId,
    RoutePropagationEnable: true,
    AssociateType: 'VSwitch',
  };
  return [{ op: 'create', resource: { ...table, id: text(resource.fields.RouteTableId), fields } }];
}

/** The system table and the routes in it vanish with the VPC. */
function systemTableGone(resource: Resource, _call: Call, world: World): readonly Change[] {
  const tables = having(world, 'route-table', 'VpcId', resource.id);
  const entries = tables.flatMap((table) => having(world, 'route-entry', 'RouteTableId', table.id));
  return [...entries, ...tables].map((each) => ({
    op: 'delete',
    resource: altered(each, each.fields, [null], [], world),
  }));
}

/** Size and reserved blocks: parameter text of CidrBlock in CreateVpc. */
const reserved = ['100.64.0.0/10', '224.0.0.0/4', '127.0.0.0/8', '169.254.0.0/16'].map(knownPrefix);

function ensureUsable(block: Prefix): void {
  const taken = overlapping(block, reserved);
  const because =
    taken === undefined
      ? `A VPC block has 8 to 28 bits; ${block.text} has ${block.length}`
      : `${block.text} overlaps ${taken.text}, which is reserved`;
  if (taken !== undefined || block.length < 8 || block.length > 28)
    throw new ApiError('InvalidCidrBlock.Malformed', `${because}.`);
}

/**
 * A block becomes larger or smaller, and keeps what is in it: parameter text of CidrBlock.
 * Unverified: the codes.
 */
function checkNewBlock(call: Call, world: World, network: Resource): void {
  const block = prefixParam(call, 'CidrBlock', 'InvalidCidrBlock.Malformed');
  if (block === undefined) return;
  const [before] = prefixesOf([text(network.fields.CidrBlock)]);
  if (before !== undefined && !containsPrefix(before, block) && !containsPrefix(block, before))
    throw new ApiError('InvalidCidrBlock.NotInRange', `${block.text} is apart from ${before.text}.`);
  const used = having(world, 'vswitch', 'VpcId', network.id).map((each) => text(each.fields.CidrBlock));
  const outside = prefixesOf(used).find(
    (each) => overlaps(before ?? block, each) && !containsPrefix(block, each),
  );
  if (outside !== undefined)
    throw new ApiError(
      'InvalidCidrBlock.InUse',
      `${outside.text} of ${network.id} is outside of ${block.text}.`,
    );
}

function addBlock(call: Call, world: World): ReturnType<Handler> {
  const network = need(vpc, ['VpcId'], call, world);
  const block = prefixParam(call, 'SecondaryCidrBlock', 'InvalidCidrBlock.Malformed');
  if (block === undefined)
    throw new ApiError('MissingParameter', 'The parameter "SecondaryCidrBlock" is mandatory here.');
  ensureUsable(block);
  const known = list(network.fields.SecondaryCidrBlocks);
  const clash = overlapping(block, prefixesOf([text(network.fields.CidrBlock), ...known]));
  if (clash !== undefined)
    throw new ApiError(
      'InvalidCidrBlock.Overlapped',
      `${block.text} overlaps ${clash.text} of ${network.id}.`,
    );
  return blocksOf(network, [...known, block.text], { CidrBlock: block.text, IpVersion: 'IPV4' }, world);
}

function removeBlock(call: Call, world: World): ReturnType<Handler> {
  const network = need(vpc, ['VpcId'], call, world);
  const block = text(call.params.SecondaryCidrBlock);
  const known = list(network.fields.SecondaryCidrBlocks);
  if (!known.includes(block))
    throw new ApiError('InvalidCidrBlock.NotFound', `${block} is no secondary block of ${network.id}.`, 404);
  const rest = known.filter((each) => each !== block);
  return blocksOf(network, rest, {}, world);
}

function blocksOf(
  network: Resource,
  blocks: Fields[string],
  answer: Fields,
  world: World,
): ReturnType<Handler> {
  const resource = altered(
    network,
    { ...network.fields, SecondaryCidrBlocks: blocks },
    [network.status],
    [],
    world,
  );
  return { answer, changes: [{ op: 'update', resource }] };
}
