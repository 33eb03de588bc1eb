/** BGP peers: one session each. */
import { text } from '../engine/model.ts';
import { addressParam, defineResource } from './define.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

export const bgpPeer = defineResource({
  kind: 'bgp-peer',
  product: 'vpc',
  idField: 'BgpPeerId',
  idPrefix: 'bgp-',
  life: {
    creating: 'Pending',
    ready: 'Available',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.BgpPeer',
  },
  notFound: { code: 'InvalidBgpPeerId.NotFound' },
  locks: (fields) => [{ key: `vbr:${text(fields.RouterId)}`, code: 'OperationConflict' }],
  view,
  create: {
    action: 'CreateBgpPeer',
    parents: [{ param: 'BgpGroupId', kind: 'bgp-group' }],
    check: (call) => {
      addressParam(call, 'PeerIpAddress', 'InvalidPeerIpAddress.Malformed');
    },
    unique: [{ by: ['BgpGroupId', 'PeerIpAddress'], code: 'InvalidPeerIpAddress.Duplicate' }],
    // Eight peers per VBR: https://www.alibabacloud.com/help/en/express-connect/product-overview/limits
    quota: [{ by: ['RouterId'], max: 8, code: 'QuotaExceeded.BgpPeer' }],
    defaults: { EnableBfd: false, BfdMultiHop: 255, IpVersion: 'IPv4' },
    fields: (call, world) => ({ RouterId: routerOf(call, world) }),
  },
  reads: [{ action: 'DescribeBgpPeers', list: 'BgpPeers', ignore: ['IsDefault'] }],
  modifies: [
    {
      action: 'ModifyBgpPeerAttribute',
      by: ['BgpPeerId'],
      unique: [{ by: ['BgpGroupId', 'PeerIpAddress'], code: 'InvalidPeerIpAddress.Duplicate' }],
    },
  ],
  delete: { action: 'DeleteBgpPeer', by: ['BgpPeerId'] },
});

/** The session is up as soon as the peer is available: nobody at the other end is emulated. */
function view(peer: Resource, world: World): Fields {
  const group = world.find('bgp-group', text(peer.fields.BgpGroupId));
  return {
    ...group?.fields,
    Name: text(group?.fields.Name),
    ...peer.fields,
    BgpStatus: peer.status === 'Available' ? 'Established' : 'Connect',
    Hold: '30',
    Keepalive: '10',
    AdvertisedRouteCount: 0,
    ReceivedRouteCount: 0,
  };
}

function routerOf(call: Call, world: World): string {
  return text(world.find('bgp-group', text(call.params.BgpGroupId))?.fields.RouterId);
}
