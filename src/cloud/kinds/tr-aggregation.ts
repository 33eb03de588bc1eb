import type { AggregateRoute, RouteTable } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { ownTransitRouters } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { tableRef } from '../design/route-tables.ts';
import { ref } from '../value.ts';

/**
 * An aggregate route: told to the VPCs that use the table and take routes from it, in place of the routes inside it.
 * VPCs are the only ones that it can be told to. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouteTableAggregation.json, DescribeTransitRouteTableAggregation.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_cen_transit_route_table_aggregation.go;
 * https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-createtransitroutetableaggregation
 */
export const trAggregation = defineKind({
  name: 'tr-aggregation',
  title: 'aggregate route',
  product: 'cbn',
  id: ['table', 'prefix'],
  naturalKey: ['table', 'prefix'],
  properties: {
    transitRouter: { refersTo: ['transit-router'], required: true },
    table: { wire: 'TransitRouteTableId', read: 'TrRouteTableId', required: true, immutable: true },
    prefix: { wire: 'TransitRouteTableAggregationCidr', as: 'caseless', required: true, immutable: true },
    name: { wire: 'TransitRouteTableAggregationName', read: 'Name' },
    description: { wire: 'TransitRouteTableAggregationDescription', read: 'Description' },
  },
  status: { field: 'Status', ready: ['AllConfigured'], failed: ['ConfigFailed', 'PartialConfigured'] },
  create: {
    action: 'CreateTransitRouteTableAggregation',
    with: { TransitRouteTableAggregationScope: 'VPC' },
  },
  read: {
    action: 'DescribeTransitRouteTableAggregation',
    items: 'Data',
    paging: tokens,
    within: { TransitRouteTableId: 'table' },
  },
  updates: [
    {
      action: 'ModifyTransitRouteTableAggregation',
      properties: ['name', 'description'],
      send: { TransitRouteTableId: 'table', TransitRouteTableAggregationCidr: 'prefix' },
      sends: 'all',
    },
  ],
  delete: {
    action: 'DeleteTransitRouteTableAggregation',
    send: { TransitRouteTableId: 'table', TransitRouteTableAggregationCidr: 'prefix' },
  },
  scopes: ['transitRouter'],
  goneCodes: ['InstanceNotExist.AggregationRoute', 'InstanceNotExist.TransitRouterRouteTable'],
  carries: { prefix: 'prefix' },

  *desired({ topology, stack }) {
    for (const transitRouter of ownTransitRouters(topology)) {
      const own = (table: RouteTable | undefined) => (route: AggregateRoute) => ({ table, route });
      const routes = [
        ...transitRouter.aggregates.map(own(undefined)),
        ...transitRouter.routeTables.flatMap((table) => table.aggregates.map(own(table))),
      ];
      for (const { table, route } of routes) {
        yield {
          address: route.path,
          element: route,
          region: transitRouter.region,
          inputs: {
            transitRouter: ref(transitRouter.path),
            table: tableRef(transitRouter, table),
            prefix: route.prefix?.text,
            name: cloudName(stack, `${table?.name ?? transitRouter.name}-${route.name.replace('/', '-')}`),
            description: ownershipNote(stack, route.path),
          },
        };
      }
    }
  },
});
