import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';
import { ownTransitRouters } from '../design/ownership.ts';
import { ref } from '../value.ts';

/**
 * A route table of a transit router besides its system table, which comes with it. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouterRouteTable.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_route_table.go.
 */
export const trRouteTable = defineKind({
  name: 'tr-route-table',
  title: 'transit router route table',
  product: 'cbn',
  id: 'TransitRouterRouteTableId',
  naturalKey: ['transitRouter', 'name'],
  properties: {
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    name: { wire: 'TransitRouterRouteTableName' },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouterRouteTable' },
  },
  status: { field: 'TransitRouterRouteTableStatus', ready: ['Active'] },
  create: { action: 'CreateTransitRouterRouteTable' },
  read: {
    action: 'ListTransitRouterRouteTables',
    items: 'TransitRouterRouteTables',
    paging: tokens,
    within: { TransitRouterId: 'transitRouter' },
  },
  updates: [{ action: 'UpdateTransitRouterRouteTable', properties: ['name'] }],
  delete: { action: 'DeleteTransitRouterRouteTable' },
  scopes: ['transitRouter'],

  *desired({ topology, stack }) {
    for (const transitRouter of ownTransitRouters(topology)) {
      for (const element of transitRouter.routeTables) {
        yield {
          address: element.path,
          element,
          region: transitRouter.region,
          tags: transitRouter.tags,
          inputs: {
            transitRouter: ref(transitRouter.path),
            name: cloudName(stack, `${transitRouter.name}-${element.name}`),
          },
        };
      }
    }
  },
});
