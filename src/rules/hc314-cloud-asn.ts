import { bgpLimits, isCloudAsn } from '../model/catalog/limits.ts';
import type { Topology } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';
import { ecrOf, sessions, type Session } from './support/bgp.ts';

export const cloudSideAsn = defineRule({
  id: 'HC314',
  severity: 'error',
  title: 'Cloud-side ASN that the platform does not take',
  why: 'The cloud side of a session has ASN 45104, 64512 to 65534 or 4200000000 to 4294967294.',
  sources: bgpLimits.privateAsns.sources,

  *check(topology) {
    for (const session of sessions(topology)) {
      const { vbr, bgp } = session;
      // 65025 lies in the range and is reserved: that is HC315.
      if (bgp.localAsn === undefined || bgp.localAsn === bgpLimits.reservedAsn.value) continue;
      if (isCloudAsn(bgp.localAsn)) continue;
      const asn = String(fittingAsn(topology, session));
      yield {
        element: bgp,
        property: 'local-asn',
        message: `VBR '${vbr.name}' gives the cloud side ASN ${bgp.localAsn}; the platform takes 45104, 64512-65534 and 4200000000-4294967294`,
        fix: { title: `Use ASN ${asn}`, edits: [set(bgp, 'local-asn', asn)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 64000 } }
      //                                                   ^^^^^ HC314
      vbr two on a { vlan 2 bgp { peer-asn 65010 local-asn 64512 } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 45104 } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 local-asn 64512 } }`,
  },
});

function fittingAsn(topology: Topology, { vbr }: Session): number {
  const asn = ecrOf(topology, vbr)?.asn;
  return asn !== undefined && isCloudAsn(asn) ? asn : bgpLimits.defaultAsn.value;
}
