/** Route tables of a transit router. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { trLock } from './tr-attachment.ts';

export const trRouteTable = defineResource({
  kind: 'tr-route-table',
  product: 'cbn',
  idField: 'TransitRouterRouteTableId',
  idPrefix: 'vtb-',
  life: {
    field: 'TransitRouterRouteTableStatus',
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Updating',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.TransitRouterRouteTable',
  },
  notFound: { code: 'InvalidTransitRouterRouteTableId.NotFound', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  create: {
    action: 'CreateTransitRouterRouteTable',
    parents: [
      {
        param: 'TransitRouterId',
        kind: 'transit-router',
        notFound: { code: 'InvalidTransitRouterId.NotFound', status: 400 },
        wrongState: 'IncorrectStatus.Status',
      },
    ],
    region: () => '',
    fields: (call, world) => ({
      TransitRouterRouteTableType: 'Custom',
      RegionId: world.find('transit-router', text(call.params.TransitRouterId))?.region ?? '',
    }),
    // Off by default: parameter text of RouteTableOptions.
    defaults: { RouteTableOptions: { MultiRegionECMP: 'disable' } },
  },
  reads: [
    {
      action: 'ListTransitRouterRouteTables',
      list: 'TransitRouterRouteTables',
      by: {
        TransitRouterRouteTableIds: 'TransitRouterRouteTableId',
        TransitRouterRouteTableNames: 'TransitRouterRouteTableName',
      },
      ignore: ['RouteTableOptions'],
      parents: [
        {
          param: 'TransitRouterId',
          kind: 'transit-router',
          notFound: { code: 'InvalidTransitRouterId.NotFound', status: 400 },
        },
      ],
    },
  ],
  modifies: [{ action: 'UpdateTransitRouterRouteTable', by: ['TransitRouterRouteTableId'] }],
  delete: {
    action: 'DeleteTransitRouterRouteTable',
    by: ['TransitRouterRouteTableId'],
    check: (_call, _world, table) => {
      if (text(table.fields.TransitRouterRouteTableType) !== 'System') return;
      // Unverified: the code. The system table cannot be deleted: operation text of the action.
      throw new ApiError(
        'OperationUnsupported.SystemRouteTable',
        'The system route table cannot be deleted.',
      );
    },
    dependents: [
      {
        kind: 'tr-association',
        by: 'TransitRouterRouteTableId',
        code: 'OperationFailed.RouteTableAssociationExist',
      },
      {
        kind: 'tr-propagation',
        by: 'TransitRouterRouteTableId',
        code: 'OperationFailed.RouteTablePropagationExist',
      },
      { kind: 'tr-route-entry', by: 'TransitRouterRouteTableId', code: 'OperationFailed.RouteEntryExist' },
      { kind: 'tr-aggregation', by: 'TransitRouteTableId', code: 'OperationFailed.RouteEntryExist' },
      { kind: 'cen-route-map', by: 'TransitRouterRouteTableId', code: 'OperationFailed.RouteMapExist' },
    ],
  },
});
