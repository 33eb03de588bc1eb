/** vSwitches: subnets of a VPC in one zone. */
import { ApiError } from '../engine/api-error.ts';
import { list, text } from '../engine/model.ts';
import { parsePrefix } from '../../model/ip.ts';
import { defineResource, having, isInside, overlapping, prefixParam, prefixesOf } from './define.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

export const vswitch = defineResource({
  kind: 'vswitch',
  product: 'vpc',
  idField: 'VSwitchId',
  idPrefix: 'vsw-',
  life: { creating: 'Pending', ready: 'Available', busy: 'IncorrectVSwitchStatus' },
  notFound: { code: 'InvalidVswitchID.NotFound' },
  locks: (fields) => [{ key: `vpc:${text(fields.VpcId)}`, code: 'TaskConflict' }],
  view,
  create: {
    action: 'CreateVSwitch',
    parents: [{ param: 'VpcId', kind: 'vpc' }],
    check: checkBlock,
    // https://www.alibabacloud.com/help/en/vpc/product-overview/limits
    quota: [{ by: ['VpcId'], max: 150, code: 'QuotaExceeded.VSwitch' }],
    rename: { Ipv6CidrBlock: 'Ipv6Index' },
    defaults: { IsDefault: false, EnabledIpv6: false, ShareType: '' },
  },
  reads: [
    { action: 'DescribeVSwitchAttributes', one: { by: ['VSwitchId'] } },
    {
      action: 'DescribeVSwitches',
      list: 'VSwitches',
      by: { EnableIpv6: 'EnabledIpv6', VSwitchOwnerId: 'OwnerId' },
      ignore: ['RouteTableId'],
    },
  ],
  modifies: [
    {
      action: 'ModifyVSwitchAttribute',
      by: ['VSwitchId'],
      rename: { EnableIPv6: 'EnabledIpv6', Ipv6CidrBlock: 'Ipv6Index' },
    },
  ],
  delete: {
    action: 'DeleteVSwitch',
    by: ['VSwitchId'],
    check: ensureEmpty,
  },
});

function view(resource: Resource, world: World): Fields {
  const block = parsePrefix(text(resource.fields.CidrBlock));
  const size = block === undefined ? 0 : Number(block.last - block.first) + 1;
  const table = tableOf(resource, world);
  return {
    // The first address and the last three are reserved: documentation of CreateVSwitch.
    AvailableIpAddressCount: Math.max(0, size - 4),
    RouteTable: { RouteTableId: table?.id ?? '', RouteTableType: text(table?.fields.RouteTableType) },
  };
}

function tableOf(resource: Resource, world: World): Resource | undefined {
  const tables = having(world, 'route-table', 'VpcId', text(resource.fields.VpcId));
  return (
    tables.find((each) => list(each.fields.VSwitchIds).includes(resource.id)) ??
    tables.find((each) => text(each.fields.RouteTableType) === 'System')
  );
}

function checkBlock(call: Call, world: World): void {
  const zone = text(call.params.ZoneId);
  if (call.region !== '' && !zone.startsWith(call.region)) {
    throw new ApiError('InvalidZoneId.NotFound', `The zone ${zone} is not in ${call.region}.`, 404);
  }
  const block = prefixParam(call, 'CidrBlock', 'InvalidCidrBlock.Malformed');
  const network = world.find('vpc', text(call.params.VpcId));
  if (block === undefined || network === undefined) return;
  if (block.length < 16 || block.length > 29) {
    throw new ApiError(
      'InvalidCidrBlock.Malformed',
      `A vSwitch block has 16 to 29 bits; ${block.text} has ${block.length}.`,
    );
  }
  const outer = prefixesOf([text(network.fields.CidrBlock), ...list(network.fields.SecondaryCidrBlocks)]);
  if (!isInside(block, outer))
    throw new ApiError('InvalidCidrBlock', `${block.text} is not inside the blocks of ${network.id}.`);
  const others = having(world, 'vswitch', 'VpcId', network.id);
  const clash = overlapping(block, prefixesOf(others.map((each) => text(each.fields.CidrBlock))));
  if (clash !== undefined)
    throw new ApiError(
      'InvalidCidrBlock.Overlapped',
      `${block.text} overlaps vSwitch ${clash.text} of ${network.id}.`,
    );
}

/** Network interfaces of attachments and endpoints hold addresses of the vSwitch. */
function ensureEmpty(_call: Call, world: World, resource: Resource): void {
  const attachment = world
    .list('tr-vpc-attachment')
    .find((each) => JSON.stringify(each.fields.ZoneMappings ?? []).includes(`"${resource.id}"`));
  const [zone] = having(world, 'privatelink-zone', 'VSwitchId', resource.id);
  const gateway = [
    ...having(world, 'vpn-gateway', 'VSwitchId', resource.id),
    ...having(world, 'vpn-gateway', 'DisasterRecoveryVSwitchId', resource.id),
  ][0];
  const holder = attachment ?? zone ?? gateway;
  if (holder === undefined) return;
  throw new ApiError(
    'DependencyViolation',
    `vSwitch ${resource.id} still holds interfaces of ${holder.kind} ${holder.id}.`,
  );
}
