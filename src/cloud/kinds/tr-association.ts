import { defineKind } from '../kind.ts';
import { tokens } from '../paging.ts';
import { tableLinks } from '../design/route-tables.ts';
import { ref } from '../value.ts';

/**
 * Which table an attachment looks its routes up in; exactly one. Inter-region connections have one on either side and
 * are a kind of their own. Source: aliyun-openapi-meta
 * en-US/cbn/AssociateTransitRouterAttachmentWithRouteTable.json, ReplaceTransitRouterRouteTableAssociation.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_cen_transit_router_route_table_association.go.
 */
export const trAssociation = defineKind({
  name: 'tr-association',
  title: 'route table association',
  product: 'cbn',
  id: ['attachment'],
  naturalKey: ['attachment'],
  properties: {
    transitRouter: { refersTo: ['transit-router'], required: true },
    attachment: { wire: 'TransitRouterAttachmentId', required: true, immutable: true },
    table: { wire: 'TransitRouterRouteTableId', required: true },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'AssociateTransitRouterAttachmentWithRouteTable' },
  read: {
    action: 'ListTransitRouterRouteTableAssociations',
    items: 'TransitRouterAssociations',
    paging: tokens,
    within: { TransitRouterRouteTableId: 'table' },
    // Whatever table it is.
    byId: { TransitRouterAttachmentId: '$id' },
  },
  updates: [
    {
      action: 'ReplaceTransitRouterRouteTableAssociation',
      properties: ['table'],
      send: { TransitRouterAttachmentId: 'attachment' },
    },
  ],
  delete: {
    action: 'DissociateTransitRouterAttachmentFromRouteTable',
    send: { TransitRouterAttachmentId: 'attachment', TransitRouterRouteTableId: 'table' },
  },
  scopes: ['transitRouter', 'attachment'],
  goneCodes: ['ParameterCenInstanceId'],
  carries: {},

  *desired({ topology }) {
    for (const link of tableLinks(topology)) {
      if (link.role !== 'association' || link.element.kind === 'region-peering') continue;
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
