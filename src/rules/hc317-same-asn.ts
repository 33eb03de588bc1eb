import { docs } from '../model/catalog/sources.ts';
import type { Topology } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { cloudAsn, sessions, type Session } from './support/bgp.ts';

export const sameAsn = defineRule({
  id: 'HC317',
  severity: 'warning',
  title: 'Same ASN on both sides',
  why:
    'The platform exchanges routes between different autonomous systems only. For a migration, `fake-asn on` lets ' +
    'the cloud side show another number.',
  sources: [docs.bgp],

  *check(topology) {
    for (const session of sessions(topology)) {
      const { vbr, bgp } = session;
      const asn = cloudAsn(topology, session);
      if (bgp.peerAsn === undefined || bgp.peerAsn !== asn || bgp.fakeAsn) continue;
      yield {
        element: bgp,
        property: 'peer-asn',
        message: `VBR '${vbr.name}' peers ASN ${asn} with itself, but both sides need different numbers for routes to be exchanged`,
        fix: fixFor(topology, session),
      };
    }
  },

  examples: {
    bad: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 45104 } }
      //                                   ^^^^^ HC317
      vbr two on a { vlan 2 bgp { peer-asn 64512 } }
      //                                   ^^^^^ HC317
      vbr three on a { vlan 3 bgp { peer-asn 64512 fake-asn on } }
      ecr core { asn 64512 attach two, three }`,
    good: `
      site dc { asn 65010 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 } }
      vbr three on a { vlan 3 bgp { peer-asn 64512 fake-asn on } }
      ecr core { asn 64512 attach two, three }`,
  },
});

/** The number that the site says is its own. */
function fixFor(topology: Topology, session: Session): Fix | undefined {
  const asn = session.vbr.circuit?.site?.asn;
  if (asn === undefined || asn === cloudAsn(topology, session)) return undefined;
  return { title: `Use the site's ASN ${String(asn)}`, edits: [set(session.bgp, 'peer-asn', String(asn))] };
}
