/** Aggregate routes that a transit router announces instead of the many inside them. */
import { text } from '../engine/model.ts';
import { defineResource, prefixParam } from './define.ts';
import { trLock } from './tr-attachment.ts';

const key = ['TransitRouteTableId', 'TransitRouteTableAggregationCidr'] as const;

/** Long names in requests, short ones in answers. */
const rename = {
  TransitRouteTableAggregationName: 'Name',
  TransitRouteTableAggregationDescription: 'Description',
  TransitRouteTableAggregationScope: 'Scope',
  TransitRouteTableAggregationScopeList: 'ScopeList',
} as const;

export const trAggregation = defineResource({
  kind: 'tr-aggregation',
  product: 'cbn',
  idField: 'ResourceKey',
  identify: (fields) => key.map((name) => text(fields[name])).join(':'),
  // Unverified: the names of the transitional statuses.
  life: {
    creating: 'Configuring',
    ready: 'AllConfigured',
    modifying: 'Configuring',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.AggregationRoute',
  },
  notFound: { code: 'InstanceNotExist.AggregationRoute' },
  locks: (fields, world) => [
    trLock(text(world.find('tr-route-table', text(fields.TransitRouteTableId))?.fields.TransitRouterId)),
  ],
  view: (route) => ({ TrRouteTableId: text(route.fields.TransitRouteTableId), RouteType: 'Static' }),
  create: {
    action: 'CreateTransitRouteTableAggregation',
    parents: [
      {
        param: 'TransitRouteTableId',
        kind: 'tr-route-table',
        notFound: { code: 'InstanceNotExist.TransitRouterRouteTable' },
        wrongState: 'IncorrectStatus.TransitRouteTable',
      },
    ],
    check: (call) => {
      prefixParam(
        call,
        'TransitRouteTableAggregationCidr',
        'InvalidParameter.TransitRouteTableAggregationCidr',
      );
    },
    unique: [{ by: key, code: 'InvalidParameter.AggregationRouteExist' }],
    rename,
  },
  reads: [
    {
      action: 'DescribeTransitRouteTableAggregation',
      list: 'Data',
      parents: [
        {
          param: 'TransitRouteTableId',
          kind: 'tr-route-table',
          notFound: { code: 'InstanceNotExist.TransitRouterRouteTable' },
        },
      ],
    },
  ],
  modifies: [{ action: 'ModifyTransitRouteTableAggregation', by: [...key], rename }],
  delete: { action: 'DeleteTransitRouteTableAggregation', by: [...key] },
});
