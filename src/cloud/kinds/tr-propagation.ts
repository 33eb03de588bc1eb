import { defineKind } from '../kind.ts';
import { tokens } from '../paging.ts';
import { tableLinks } from '../design/route-tables.ts';
import { ref } from '../value.ts';

/**
 * Into which tables an attachment's routes are learned. Source: aliyun-openapi-meta
 * en-US/cbn/EnableTransitRouterRouteTablePropagation.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_route_table_propagation.go.
 */
export const trPropagation = defineKind({
  name: 'tr-propagation',
  title: 'route learning',
  product: 'cbn',
  id: ['attachment', 'table'],
  naturalKey: ['attachment', 'table'],
  properties: {
    transitRouter: { refersTo: ['transit-router'], required: true },
    attachment: { wire: 'TransitRouterAttachmentId', required: true, immutable: true },
    table: { wire: 'TransitRouterRouteTableId', required: true, immutable: true },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'EnableTransitRouterRouteTablePropagation' },
  read: {
    action: 'ListTransitRouterRouteTablePropagations',
    items: 'TransitRouterPropagations',
    paging: tokens,
    within: { TransitRouterRouteTableId: 'table' },
  },
  delete: {
    action: 'DisableTransitRouterRouteTablePropagation',
    send: { TransitRouterAttachmentId: 'attachment', TransitRouterRouteTableId: 'table' },
  },
  scopes: ['transitRouter', 'attachment'],
  goneCodes: ['ParameterCenInstanceId'],
  carries: {},

  *desired({ topology }) {
    for (const link of tableLinks(topology)) {
      if (link.role !== 'propagation') continue;
      yield {
        address: link.address,
        element: link.element,
        region: link.transitRouter.region,
        inputs: {
          transitRouter: ref(link.transitRouter.path),
          attachment: ref(link.attachment),
          table: link.table,
        },
      };
    }
  },
});
