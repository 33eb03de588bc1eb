import type { Address } from '../../model/ip.ts';
import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';
import { sessionsOf, type PlacedSession } from '../design/sessions.ts';
import { ref } from '../value.ts';

/**
 * A BGP peer. The timing of BFD belongs to the VBR. Source: aliyun-openapi-meta en-US/vpc/CreateBgpPeer.json,
 * DescribeBgpPeers.json; terraform-provider-alicloud alicloud/resource_alicloud_vpc_bgp_peer.go.
 */
export const bgpPeer = defineKind({
  name: 'bgp-peer',
  title: 'BGP peer',
  product: 'vpc',
  id: 'BgpPeerId',
  naturalKey: ['group', 'address'],
  // Eight peers per VBR: https://www.alibabacloud.com/help/en/express-connect/product-overview/limits
  limits: [{ on: ['vbr'], most: 8 }],
  properties: {
    // Asked for the list only: the peers of one VBR come in one answer.
    vbr: { read: false, refersTo: ['virtual-border-router'], required: true },
    group: { wire: 'BgpGroupId', refersTo: ['bgp-group'], required: true, immutable: true },
    address: { wire: 'PeerIpAddress', as: 'caseless', required: true },
    bfd: { wire: 'EnableBfd', as: 'flag', absent: false },
    bfdHops: { wire: 'BfdMultiHop', as: 'number' },
    ipVersion: { wire: 'IpVersion', as: 'caseless', immutable: true, absent: 'IPv4' },
  },
  status: { field: 'Status', ready: ['Available'], gone: ['Deleted'] },
  create: { action: 'CreateBgpPeer' },
  read: {
    action: 'DescribeBgpPeers',
    items: 'BgpPeers.BgpPeer',
    paging: pages,
    within: { RouterId: 'vbr' },
    takesAll: true,
  },
  updates: [{ action: 'ModifyBgpPeerAttribute', properties: ['address', 'bfd', 'bfdHops'] }],
  delete: { action: 'DeleteBgpPeer' },
  scopes: ['vbr', 'group'],
  carries: {
    // The session runs to this address (RFC 4271, 3).
    stopsOn: ['address'],
    // The cloud documents no values; these are the states of a session (RFC 4271, 8.2.2), and its event says "Down".
    session: {
      field: 'BgpStatus',
      up: ['established'],
      down: ['idle', 'connect', 'active', 'opensent', 'openconfirm', 'down'],
      family: 'ipVersion',
    },
  },

  *desired({ topology }) {
    for (const session of sessionsOf(topology)) {
      const { vbr, bgp } = session;
      for (const { path, element, customer } of peersOf(session)) {
        yield {
          address: path,
          element,
          region: vbr.circuit?.region,
          inputs: {
            vbr: ref(vbr.path),
            group: ref(session.address),
            address: customer?.text,
            bfd: bgp.bfd === undefined ? undefined : true,
            bfdHops: bgp.bfd?.hops,
            ipVersion: bgp.version === 6 ? 'IPv6' : undefined,
          },
          // The timers are set by then, and sessions start with them.
          after: [vbr.path],
        };
      }
    }
  },
});

interface PlacedPeer {
  readonly path: string;
  readonly element: PlacedSession['bgp'] | PlacedSession['bgp']['peers'][number];
  readonly customer: Address | undefined;
}

/** Those named in the text, else the customer's side of the peering. */
function peersOf({ vbr, bgp, address }: PlacedSession): PlacedPeer[] {
  const peering = bgp.version === 4 ? vbr.peering : vbr.peering6;
  if (bgp.peers.length === 0) return [{ path: `${address}/peer`, element: bgp, customer: peering?.customer }];
  return bgp.peers.map((peer) => ({
    path: `${address}/peer.${peer.customer?.text ?? peer.name}`,
    element: peer,
    customer: peer.customer,
  }));
}
