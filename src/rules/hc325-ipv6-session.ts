import { api } from '../model/catalog/sources.ts';
import { defineRule, type Violation } from './rule.ts';
import { sessions, type Session } from './support/bgp.ts';

export const ipv6Session = defineRule({
  id: 'HC325',
  severity: 'error',
  title: 'BGP session of the wrong IP version',
  why:
    'An IPv6 session needs a VBR with IPv6, which means a `peering6`. IPv4 peers stand in `bgp` and IPv6 ones in ' +
    '`bgp6`.',
  sources: [api('vpc/CreateBgpGroup')],

  *check(topology) {
    for (const session of sessions(topology)) {
      yield* withoutPeering(session);
      yield* strangers(session);
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp6 { peer-asn 65010 } }
      //                    ^^^^ HC325
      vbr two on a {
        vlan 2
        bgp { peer-asn 65010 peer fd00::1 peer 10.0.0.1 }
        //                        ^^^^^^^ HC325
      }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 peering6 fd00::2/126 to fd00::1 bgp6 { peer-asn 65010 } }
      vbr two on a {
        vlan 2
        bgp { peer-asn 65010 peer 10.0.0.1 }
      }`,
  },
});

function* withoutPeering({ vbr, bgp }: Session): Generator<Violation> {
  if (bgp.version === 4 || vbr.peering6 !== undefined) return;
  yield {
    element: bgp,
    message: `VBR '${vbr.name}' runs BGP over IPv6 without IPv6 addresses; give it a peering6`,
  };
}

function* strangers({ vbr, bgp }: Session): Generator<Violation> {
  for (const peer of bgp.peers) {
    if (peer.customer === undefined || peer.customer.version === bgp.version) continue;
    const block = bgp.version === 4 ? 'bgp6' : 'bgp';
    yield {
      element: peer,
      property: 'peer',
      message: `Peer ${peer.customer.text} of VBR '${vbr.name}' speaks IPv${peer.customer.version}; put it into ${block}`,
    };
  }
}
