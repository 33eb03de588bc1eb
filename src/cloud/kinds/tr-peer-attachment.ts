import { allPeerings } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * The link between transit routers of two regions: one attachment for both sides. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouterPeerAttachment.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_peer_attachment.go.
 */
export const trPeerAttachment = defineKind({
  name: 'tr-peer-attachment',
  title: 'inter-region connection',
  product: 'cbn',
  id: 'TransitRouterAttachmentId',
  // The pair of areas that the regions are in, which the metrics of the connection go by.
  outputs: { geographicSpan: { field: 'GeographicSpanId' } },
  naturalKey: ['transitRouter', 'peer'],
  // Unverified: that two transit routers are connected once, whichever side asked for it.
  limits: [{ on: ['transitRouter', 'peer'], meet: 'any-order' }],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    peer: { wire: 'PeerTransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    peerRegion: { wire: 'PeerTransitRouterRegionId', required: true, immutable: true },
    name: { wire: 'TransitRouterAttachmentName' },
    bandwidth: { wire: 'Bandwidth', as: 'number', unit: 'Mbps' },
    billing: { wire: 'BandwidthType' },
    package: { wire: 'CenBandwidthPackageId' },
    // Unverified: that a connection is a Gold one unless it asks for Platinum.
    link: { wire: 'DefaultLinkType', absent: 'Gold' },
    publishesRoutes: { wire: 'AutoPublishRouteEnabled', as: 'flag', absent: false },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouterPeerAttachment' },
  },
  status: { field: 'Status', ready: ['Attached'] },
  create: { action: 'CreateTransitRouterPeerAttachment' },
  read: {
    action: 'ListTransitRouterPeerAttachments',
    items: 'TransitRouterAttachments',
    paging: tokens,
    within: { CenId: 'cen', TransitRouterId: 'transitRouter' },
  },
  updates: [
    {
      action: 'UpdateTransitRouterPeerAttachmentAttribute',
      properties: ['name', 'bandwidth', 'billing', 'package', 'link', 'publishesRoutes'],
    },
  ],
  delete: { action: 'DeleteTransitRouterPeerAttachment' },
  scopes: ['transitRouter', 'peer'],
  goneCodes: ['IllegalParam.Region', 'ParameterCenInstanceId'],
  bills: [
    { item: 'tr-inter-region-transfer', where: { property: 'billing', is: 'DataTransfer' } },
    {
      item: 'tr-inter-region-plan',
      where: { property: 'billing', is: 'BandwidthPackage' },
      amount: ['bandwidth', 'package'],
    },
  ],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { cen, peering, from, to } of allPeerings(topology)) {
      const { bandwidthMbps, link } = peering;
      yield {
        address: peering.path,
        element: peering,
        region: from.region,
        tags: cen.tags,
        inputs: {
          cen: ref(cen.path),
          transitRouter: ref(from.path),
          peer: ref(to.path),
          peerRegion: to.region,
          name: cloudName(stack, `${from.name}-${to.name}`),
          bandwidth: bandwidthMbps === undefined ? undefined : Math.max(1, Math.round(bandwidthMbps)),
          billing: peering.billing === 'package' ? 'BandwidthPackage' : 'DataTransfer',
          package: peering.packageId,
          link: link === undefined ? undefined : link === 'platinum' ? 'Platinum' : 'Gold',
          publishesRoutes: peering.publishesRoutes,
        },
      };
    }
  },
});
