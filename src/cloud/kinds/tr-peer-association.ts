import { defineKind } from '../kind.ts';
import { tableLinks } from '../design/route-tables.ts';
import { ref } from '../value.ts';
import { trAssociation } from './tr-association.ts';

/**
 * The table in which one side of an inter-region connection looks its routes up. Both sides are of one attachment, and
 * only their tables tell them apart.
 */
export const trPeerAssociation = defineKind({
  name: 'tr-peer-association',
  title: trAssociation.title,
  product: trAssociation.product,
  id: ['attachment', 'table'],
  naturalKey: ['attachment', 'table'],
  properties: {
    transitRouter: { refersTo: ['transit-router'], required: true, immutable: true },
    attachment: { wire: 'TransitRouterAttachmentId', required: true, immutable: true },
    table: { wire: 'TransitRouterRouteTableId', required: true, immutable: true },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'AssociateTransitRouterAttachmentWithRouteTable' },
  read: {
    action: trAssociation.read.action,
    items: trAssociation.read.items,
    ...(trAssociation.read.paging === undefined ? {} : { paging: trAssociation.read.paging }),
    within: { TransitRouterRouteTableId: 'table' },
  },
  delete: {
    action: 'DissociateTransitRouterAttachmentFromRouteTable',
    send: { TransitRouterAttachmentId: 'attachment', TransitRouterRouteTableId: 'table' },
  },
  scopes: ['transitRouter', 'attachment'],
  goneCodes: ['ParameterCenInstanceId'],
  carries: {},

  *desired({ topology }) {
    for (const link of tableLinks(topology)) {
      if (link.role !== 'association' || link.element.kind !== 'region-peering') continue;
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
