import { bgpLimits } from '../model/catalog/limits.ts';
import type { Vbr } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { sessionsOf } from './support/bgp.ts';

const most = bgpLimits.peersPerVbr.value;

export const bgpPeers = defineRule({
  id: 'HC318',
  severity: 'error',
  title: 'Too many BGP peers on a VBR',
  why: 'A VBR has at most 8 BGP peers, IPv4 and IPv6 together; more need another VBR.',
  sources: bgpLimits.peersPerVbr.sources,

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const named = sessionsOf(vbr).flatMap(({ bgp }) => bgp.peers);
      const count = countOf(vbr);
      if (count <= most) continue;
      yield {
        element: named[most] ?? named.at(-1) ?? vbr,
        message: `VBR '${vbr.name}' has ${count} BGP peers, and the platform takes ${most}; put the others on another VBR`,
        related: [{ element: vbr, message: `has ${count} BGP peers` }],
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a {
        vlan 1
        bgp {
          peer-asn 65010
          peer 10.0.0.1 peer 10.0.0.2 peer 10.0.0.3 peer 10.0.0.4
          peer 10.0.0.5 peer 10.0.0.6 peer 10.0.0.7 peer 10.0.0.8
          peer 10.0.0.9
        //^^^^ HC318
        }
      }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a {
        vlan 1
        bgp {
          peer-asn 65010
          peer 10.0.0.1 peer 10.0.0.2 peer 10.0.0.3 peer 10.0.0.4
          peer 10.0.0.5 peer 10.0.0.6 peer 10.0.0.7 peer 10.0.0.8
        }
      }`,
  },
});

/** A session that names no peer has one, at the customer's peering address. */
function countOf(vbr: Vbr): number {
  return sessionsOf(vbr).reduce((sum, { bgp }) => sum + Math.max(1, bgp.peers.length), 0);
}
