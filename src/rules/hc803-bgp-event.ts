import { docs } from '../model/catalog/sources.ts';
import { contactFirst, subscribe } from './support/alerts.ts';
import { defineRule } from './rule.ts';

const event = 'bgp-peer-down';

export const bgpEvent = defineRule({
  id: 'HC803',
  severity: 'warning',
  title: 'BGP event without a subscriber',
  why: 'The system event "BGP Peer status changes from Established to Down" is the first sign of a lost path.',
  sources: [docs.solution],

  *check(topology) {
    const vbr = topology.vbrs.find(({ bgp, bgp6 }) => bgp !== undefined || bgp6 !== undefined);
    const session = vbr?.bgp ?? vbr?.bgp6;
    if (vbr === undefined || session === undefined) return;
    if (topology.monitorings.some(({ events }) => events.includes(event))) return;
    yield {
      element: topology.monitorings[0] ?? session,
      message: `Nobody is told when a BGP peer goes down: subscribe to event ${event}${contactFirst(topology)}`,
      fix: subscribe(topology, vbr, event),
    };
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 bgp { peer-asn 65010 bfd on } }
      contact netops { mail "netops@example.com" }
      monitoring watch { alerts recommended notify netops event vpn-negotiation }
      //         ^^^^^ HC803`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 bgp { peer-asn 65010 bfd on } }
      contact netops { mail "netops@example.com" }
      monitoring watch { alerts recommended notify netops event vpn-negotiation, bgp-peer-down }`,
  },
});
