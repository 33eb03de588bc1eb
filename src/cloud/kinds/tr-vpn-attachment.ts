import { attachmentsOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { foreignOwner } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * An IPsec connection on a transit router. It publishes routes unless told not to, other attachments only when told
 * to. Source: aliyun-openapi-meta en-US/cbn/CreateTransitRouterVpnAttachment.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_vpn_attachment.go.
 */
export const trVpnAttachment = defineKind({
  name: 'tr-vpn-attachment',
  title: 'VPN attachment',
  product: 'cbn',
  id: 'TransitRouterAttachmentId',
  naturalKey: ['transitRouter', 'vpn'],
  // Unverified: the code that says so, QuotaFull.ChildInstanceRelatedCen.
  limits: [{ on: ['vpn'] }],
  // It would take addresses of a block that is about to go:
  // https://www.alibabacloud.com/help/en/cen/user-guide/transit-router-cidr-blocks.
  excludes: [{ kind: 'tr-cidr', on: { transitRouter: 'transitRouter' } }],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    vpn: { wire: 'VpnId', refersTo: ['vpn-attachment'], required: true, immutable: true },
    vpnOwner: { wire: 'VpnOwnerId', immutable: true, namesOwner: true },
    name: { wire: 'TransitRouterAttachmentName' },
    publishesRoutes: { wire: 'AutoPublishRouteEnabled', as: 'flag', absent: true },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouterVpnAttachment' },
  },
  status: { field: 'Status', ready: ['Attached'] },
  create: { action: 'CreateTransitRouterVpnAttachment' },
  read: {
    action: 'ListTransitRouterVpnAttachments',
    items: 'TransitRouterAttachments',
    paging: tokens,
    within: { CenId: 'cen', TransitRouterId: 'transitRouter' },
  },
  updates: [{ action: 'UpdateTransitRouterVpnAttachmentAttribute', properties: ['name', 'publishesRoutes'] }],
  delete: { action: 'DeleteTransitRouterVpnAttachment' },
  scopes: ['transitRouter', 'vpn'],
  minutes: { create: 17, delete: 8 },
  goneCodes: ['IllegalParam.Region', 'ParameterCenInstanceId'],
  bills: [{ item: 'tr-connection' }, { item: 'tr-processing' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, attachment, address } of attachmentsOf(topology, 'vpn')) {
      const target = attachment.target;
      if (target?.kind !== 'vpn') continue;
      yield {
        address,
        element: attachment,
        region: transitRouter.region,
        tags: transitRouter.tags,
        inputs: {
          cen: ref(cen.path),
          transitRouter: ref(transitRouter.path),
          vpn: ref(target.path),
          vpnOwner: foreignOwner(topology, target.account),
          name: cloudName(stack, `${transitRouter.name}-${target.name}`),
          publishesRoutes: attachment.publishesRoutes,
        },
        // A VPN takes addresses out of these blocks.
        after: transitRouter.cidrs.map((cidr) => cidr.path),
      };
    }
  },
});
