/** Routing policies of a CEN. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, Fields } from '../engine/types.ts';

const place = ['CenId', 'CenRegionId', 'TransmitDirection', 'TransitRouterRouteTableId', 'Priority'] as const;

export const cenRouteMap = defineResource({
  kind: 'cen-route-map',
  product: 'cbn',
  idField: 'RouteMapId',
  idPrefix: 'cenrmap-',
  life: {
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.RouteMap',
  },
  notFound: { code: 'InvalidRouteMapId.NotFound', status: 400 },
  locks: (fields) => [{ key: `cen:${text(fields.CenId)}`, code: 'Operation.Blocking' }],
  create: {
    action: 'CreateCenRouteMap',
    parents: [
      { param: 'CenId', kind: 'cen' },
      { param: 'TransitRouterRouteTableId', kind: 'tr-route-table' },
    ],
    // Unverified: the code. Priorities are unique per region, direction and table: parameter text of Priority.
    unique: [{ by: place, code: 'InvalidOperation.RouteMapPriorityExist' }],
    region: () => '',
  },
  reads: [{ action: 'DescribeCenRouteMaps', list: 'RouteMaps', parents: [{ param: 'CenId', kind: 'cen' }] }],
  modifies: [
    {
      action: 'ModifyCenRouteMap',
      by: ['CenId', 'RouteMapId', 'CenRegionId'],
      unique: [{ by: place, code: 'InvalidOperation.RouteMapPriorityExist' }],
      fields: (call) => withoutConditions(call),
    },
  ],
  delete: { action: 'DeleteCenRouteMap', by: ['CenId', 'RouteMapId', 'CenRegionId'] },
});

/** Unverified: that a condition or action which a modification leaves out is taken away. */
function withoutConditions(call: Call): Fields {
  return Object.fromEntries(
    optional.filter((name) => call.params[name] === undefined).map((name) => [name, undefined]),
  );
}

const optional = [
  ...['AsPathMatchMode', 'CidrMatchMode', 'CommunityMatchMode', 'CommunityOperateMode', 'MatchAddressType'],
  ...[
    'DestinationChildInstanceTypes',
    'DestinationCidrBlocks',
    'DestinationInstanceIds',
    'DestinationRegionIds',
  ],
  ...['DestinationInstanceIdsReverseMatch', 'DestinationRouteTableIds', 'MatchAsns', 'MatchCommunitySet'],
  ...['NextPriority', 'OperateCommunitySet', 'Preference', 'PrependAsPath', 'RouteTypes'],
  ...['SourceChildInstanceTypes', 'SourceInstanceIds', 'SourceInstanceIdsReverseMatch', 'SourceRegionIds'],
  ...['SourceRouteTableIds', 'Description'],
];
