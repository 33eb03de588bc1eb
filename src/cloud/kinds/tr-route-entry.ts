import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';
import { tableRoutes } from '../design/route-tables.ts';
import { ref } from '../value.ts';

/**
 * A static route of a transit router. Source: aliyun-openapi-meta en-US/cbn/CreateTransitRouterRouteEntry.json,
 * ListTransitRouterRouteEntries.json (which shows active routes only, unless asked for all); terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_route_entry.go.
 */
export const trRouteEntry = defineKind({
  name: 'tr-route-entry',
  title: 'transit router route',
  product: 'cbn',
  id: 'TransitRouterRouteEntryId',
  naturalKey: ['table', 'prefix'],
  properties: {
    transitRouter: { refersTo: ['transit-router'], required: true },
    table: { wire: 'TransitRouterRouteTableId', read: false, required: true, immutable: true },
    prefix: {
      wire: 'TransitRouterRouteEntryDestinationCidrBlock',
      as: 'caseless',
      required: true,
      immutable: true,
    },
    nextHopType: { wire: 'TransitRouterRouteEntryNextHopType', required: true, immutable: true },
    nextHop: { wire: 'TransitRouterRouteEntryNextHopId', immutable: true },
    name: { wire: 'TransitRouterRouteEntryName' },
  },
  status: {
    field: 'TransitRouterRouteEntryStatus',
    ready: ['Active', 'Standby', 'Candidate'],
    failed: ['Rejected', 'Prohibited'],
  },
  create: { action: 'CreateTransitRouterRouteEntry' },
  read: {
    action: 'ListTransitRouterRouteEntries',
    items: 'TransitRouterRouteEntries',
    paging: tokens,
    within: { TransitRouterRouteTableId: 'table' },
    with: { TransitRouterRouteEntryStatus: 'All', TransitRouterRouteEntryType: 'Static' },
  },
  updates: [{ action: 'UpdateTransitRouterRouteEntry', properties: ['name'] }],
  delete: { action: 'DeleteTransitRouterRouteEntry' },
  scopes: ['transitRouter'],
  carries: { prefix: 'prefix' },

  *desired({ topology, stack }) {
    for (const route of tableRoutes(topology)) {
      const { nextHop, transitRouter, prefix } = route;
      yield {
        address: route.address,
        element: route.element,
        region: transitRouter.region,
        inputs: {
          transitRouter: ref(transitRouter.path),
          table: route.table,
          prefix: prefix.text,
          nextHopType: nextHop === undefined ? 'BlackHole' : 'Attachment',
          nextHop: nextHop === undefined ? undefined : ref(nextHop),
          name: cloudName(stack, prefix.text.replace('/', '-')),
        },
      };
    }
  },
});
