/** Enterprise Edition transit routers, each with the system route table that appears with it. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { build } from '../engine/create.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { zonesOf } from '../data/regions.ts';
import { defineResource, having } from './define.ts';
import { transitRouterCidr } from './transit-router-cidr.ts';
import { trRouteTable } from './tr-route-table.ts';
import { attachmentKinds } from './tr-attachment.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';

export const transitRouter = defineResource({
  kind: 'transit-router',
  product: 'cbn',
  idField: 'TransitRouterId',
  idPrefix: 'tr-',
  life: {
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.TransitRouterInstance',
  },
  notFound: { code: 'ParameterInstanceId', status: 400 },
  // Creating a second transit router in a CEN waits for the first one; everything else waits per transit router.
  locks: (fields) => [{ key: `cen:${text(fields.CenId)}`, code: 'Operation.Blocking' }],
  view,
  create: {
    action: 'CreateTransitRouter',
    parents: [{ param: 'CenId', kind: 'cen', wrongState: 'IncorrectStatus.CenInstance' }],
    // Unverified: the code. One transit router per CEN and region: operation text of CreateTransitRouter.
    unique: [{ by: ['CenId', 'RegionId'], code: 'InvalidOperation.TransitRouterExist' }],
    fields: (call) => ({
      RegionId: call.region,
      Type: 'Enterprise',
      SupportMulticast: call.params.SupportMulticast === true,
    }),
    also: (router, call, world) => [systemTable(router, call, world), ...blocks(router, call, world)],
  },
  reads: [
    {
      action: 'ListTransitRouters',
      list: 'TransitRouters',
      parents: [{ param: 'CenId', kind: 'cen' }],
    },
  ],
  modifies: [{ action: 'UpdateTransitRouter', by: ['TransitRouterId'] }],
  delete: {
    action: 'DeleteTransitRouter',
    by: ['TransitRouterId'],
    check: ensureNoCustomTable,
    dependents: [
      ...attachmentKinds.map((kind) => ({
        kind,
        by: 'TransitRouterId',
        code: 'InvalidOperation.AttachedChildInstanceExist',
      })),
      {
        kind: 'tr-peer-attachment',
        by: 'PeerTransitRouterId',
        code: 'InvalidOperation.AttachedChildInstanceExist',
      },
      { kind: 'ecr-association', by: 'TransitRouterId', code: 'InvalidOperation.AttachedChildInstanceExist' },
    ],
    also: belongingsGone,
  },
  extra: {
    ListTransitRouterAvailableResource: (call) => {
      const zones = zonesOf(call.region);
      return {
        answer: { AvailableZones: zones, MasterZones: zones, SlaveZones: zones, SupportMulticast: false },
      };
    },
    CheckTransitRouterService: () => ({ answer: { Enabled: 'true' } }),
    OpenTransitRouterService: () => {
      throw new ApiError('Order.Opened', 'The transit router service is open already.');
    },
  },
});

function view(router: Resource, world: World): Fields {
  return {
    AliUid: router.owner,
    TransitRouterCidrList: having(world, 'transit-router-cidr', 'TransitRouterId', router.id).map((each) => ({
      ...each.fields,
      TransitRouterCidrId: each.id,
    })),
  };
}

function systemTable(router: Resource, call: Call, world: World): Change {
  const table = build(
    trRouteTable,
    { action: call.action },
    { ...call, params: { TransitRouterId: router.id } },
    world,
  );
  return {
    op: 'create',
    resource: {
      ...table,
      fields: { ...table.fields, TransitRouterRouteTableType: 'System', RegionId: call.region },
    },
  };
}

/** TransitRouterCidrList is a JSON text: `[{"Cidr":"10.0.0.0/24"}]`. */
function blocks(router: Resource, call: Call, world: World): readonly Change[] {
  return list(call.params.TransitRouterCidrList)
    .map(fieldsOf)
    .map((each) => ({
      op: 'create',
      resource: build(
        transitRouterCidr,
        { action: call.action },
        { ...call, params: { ...each, TransitRouterId: router.id } },
        world,
      ),
    }));
}

function ensureNoCustomTable(_call: Call, world: World, router: Resource): void {
  const custom = having(world, 'tr-route-table', 'TransitRouterId', router.id).find(
    (each) => text(each.fields.TransitRouterRouteTableType) === 'Custom',
  );
  if (custom === undefined) return;
  throw new ApiError(
    'InvalidOperation.AttachedChildInstanceExist',
    `Transit router ${router.id} still has the custom route table ${custom.id}.`,
  );
}

function belongingsGone(router: Resource, _call: Call, world: World): readonly Change[] {
  const tables = having(world, 'tr-route-table', 'TransitRouterId', router.id);
  const rest = ['tr-association', 'tr-propagation', 'tr-route-entry'].flatMap((kind) =>
    tables.flatMap((table) => having(world, kind, 'TransitRouterRouteTableId', table.id)),
  );
  const owned = [...rest, ...tables, ...having(world, 'transit-router-cidr', 'TransitRouterId', router.id)];
  return owned.map((each) => ({ op: 'delete', resource: altered(each, each.fields, [null], [], world) }));
}
