import { bgpLimits } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

export const reservedAsn = defineRule({
  id: 'HC315',
  severity: 'error',
  title: 'Reserved ASN on the cloud side',
  why: 'ASN 65025 is reserved by the platform and refused for the cloud side of a session.',
  sources: bgpLimits.reservedAsn.sources,

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      if (bgp.localAsn !== bgpLimits.reservedAsn.value) continue;
      const asn = String(bgpLimits.defaultAsn.value);
      yield {
        element: bgp,
        property: 'local-asn',
        message: `VBR '${vbr.name}' gives the cloud side ASN ${bgp.localAsn}, which the platform keeps for itself`,
        fix: { title: `Use ASN ${asn}`, edits: [set(bgp, 'local-asn', asn)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 65025 } }
      //                                                   ^^^^^ HC315
      vbr two on a { vlan 2 bgp { peer-asn 65025 } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 local-asn 45104 } }
      vbr two on a { vlan 2 bgp { peer-asn 65025 } }`,
  },
});
