/** Custom routes in the tables of VPCs and VBRs. */
import { ApiError } from '../engine/api-error.ts';
import { gone } from '../engine/change.ts';
import { ensureUnlocked } from '../engine/lifecycle.ts';
import { need } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having, prefixParam } from './define.ts';
import type { Lock } from '../engine/model.ts';
import type { Call, Fields, Json, Resource, World } from '../engine/types.ts';

export const routeEntry = defineResource({
  kind: 'route-entry',
  product: 'vpc',
  idField: 'RouteEntryId',
  idPrefix: 'rte-',
  life: {
    creating: 'Pending',
    ready: 'Available',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectRouteEntryStatus',
  },
  notFound: { code: 'InvalidRouteEntry.NotFound' },
  locks: (fields, world) => [routerLock(text(fields.RouteTableId), world)],
  view: (entry) => ({ NextHops: hopsOf(entry.fields), Type: 'Custom', IpVersion: 'IPv4' }),
  create: {
    action: 'CreateRouteEntry',
    parents: [{ param: 'RouteTableId', kind: 'route-table', wrongState: 'IncorrectStatus.RouteTableStatus' }],
    check: checkRoute,
    unique: [{ by: ['RouteTableId', 'DestinationCidrBlock'], code: 'RouterEntryConflict.Duplicated' }],
    quota: [{ by: ['RouteTableId'], max: 200, code: 'QuotaExceeded.RouteEntry' }],
    // Instance is the default next hop: parameter text of NextHopType.
    defaults: { NextHopType: 'Instance' },
  },
  reads: [
    {
      action: 'DescribeRouteEntryList',
      list: 'RouteEntrys',
      by: { RouteEntryType: 'Type', DestCidrBlockList: 'DestinationCidrBlock' },
      parents: [{ param: 'RouteTableId', kind: 'route-table' }],
    },
  ],
  modifies: [
    {
      action: 'ModifyRouteEntry',
      by: ['RouteEntryId'],
      rename: { NewNextHopId: 'NextHopId', NewNextHopType: 'NextHopType' },
    },
  ],
  extra: {
    DeleteRouteEntry: (call, world) => {
      const entry = findEntry(call, world);
      if (entry.transition !== undefined)
        throw new ApiError('IncorrectRouteEntryStatus', `Route ${entry.id} is ${entry.status}.`);
      const locks = [routerLock(text(entry.fields.RouteTableId), world)];
      ensureUnlocked(locks, world, entry);
      return { answer: {}, changes: [gone(routeEntry, entry, locks, world)] };
    },
  },
});

/** By id, or by table, destination and next hop. */
function findEntry(call: Call, world: World): Resource {
  if (text(call.params.RouteEntryId) !== '') return need(routeEntry, ['RouteEntryId'], call, world);
  const by = ['RouteTableId', 'DestinationCidrBlock', 'NextHopId'].filter(
    (name) => text(call.params[name]) !== '',
  );
  if (by.length < 2)
    throw new ApiError('MissingParameter', 'Give RouteEntryId, or RouteTableId with DestinationCidrBlock.');
  return need(routeEntry, by, call, world);
}

function checkRoute(call: Call, world: World): void {
  const block = prefixParam(call, 'DestinationCidrBlock', 'InvalidDestinationCidrBlock.Malformed');
  const hopType = text(call.params.NextHopType);
  const hop = text(call.params.NextHopId);
  if (list(call.params.NextHopList).length === 0 && hop === '') {
    throw new ApiError('MissingParameter', 'Give NextHopId or NextHopList.');
  }
  const router = vbrOf(text(call.params.RouteTableId), world);
  if (router !== undefined) {
    checkVbrRoute(call, router, world);
    return;
  }
  const kind = hopKinds[hopType];
  const target =
    kind === undefined
      ? undefined
      : kind.map((each) => world.find(each, hop)).find((each) => each !== undefined);
  if (kind !== undefined && target === undefined) {
    throw new ApiError(
      'InvalidNextHopId.NotFound',
      `The next hop ${hop} of type ${hopType} does not exist.`,
      404,
    );
  }
  const network = world.find('vpc', vpcOf(text(call.params.RouteTableId), world));
  const inVpc = having(world, 'vswitch', 'VpcId', network?.id ?? '').find(
    (each) => text(each.fields.CidrBlock) === block?.text,
  );
  if (inVpc !== undefined)
    throw new ApiError(
      'InvalidCIDRBlock.Duplicate',
      `${block?.text ?? ''} is the block of vSwitch ${inVpc.id}.`,
    );
}

/** Next hops that the emulator has itself; instances, NAT gateways and the like are taken on trust. */
const hopKinds: Readonly<Record<string, readonly string[]>> = {
  Attachment: ['tr-vpc-attachment'],
  Ecr: ['ecr'],
  VpnGateway: ['vpn-gateway'],
};

function hopsOf(fields: Fields): readonly Json[] {
  const given = list(fields.NextHopList).map(fieldsOf);
  if (given.length > 0) return given.map((each) => ({ Enabled: 1, ...each }));
  return [
    { Enabled: 1, Weight: 0, NextHopId: text(fields.NextHopId), NextHopType: text(fields.NextHopType) },
  ];
}

/**
 * Only plain routes, to a router interface of the VBR itself, of an active VBR on an enabled circuit: operation text
 * of CreateRouteEntry, and the text of VlanInterfaceId in DescribeVirtualBorderRouters.
 */
function checkVbrRoute(call: Call, router: Resource, world: World): void {
  const hop = text(call.params.NextHopId);
  const interfaces = [router, ...having(world, 'vbr-circuit', 'VbrId', router.id)];
  const isOwn = interfaces.some((each) => text(each.fields.VlanInterfaceId) === hop);
  if (text(call.params.NextHopType) !== 'RouterInterface' || !isOwn) {
    throw new ApiError('InvalidNextHopId.NotFound', `${hop} is no router interface of ${router.id}.`, 404);
  }
  const circuit = world.find('physical-connection', text(router.fields.PhysicalConnectionId));
  if (router.status !== 'active' || circuit?.status !== 'Enabled') {
    throw new ApiError(
      'InvalidVBRStatus',
      `${router.id} is ${router.status} on a circuit that is ${circuit?.status ?? 'gone'}.`,
    );
  }
}

/** One write per router at a time. */
function routerLock(routeTableId: string, world: World): Lock {
  const table = world.find('route-table', routeTableId);
  const router = vbrOf(routeTableId, world);
  const key = router === undefined ? `vpc:${text(table?.fields.VpcId)}` : `vbr:${router.id}`;
  return { key, code: 'TaskConflict' };
}

function vbrOf(routeTableId: string, world: World): Resource | undefined {
  return world.find('vbr', text(world.find('route-table', routeTableId)?.fields.RouterId));
}

function vpcOf(routeTableId: string, world: World): string {
  return text(world.find('route-table', routeTableId)?.fields.VpcId);
}
