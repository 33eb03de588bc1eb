import { docs } from '../model/catalog/sources.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

export const vbrWithoutBfd = defineRule({
  id: 'HC313',
  severity: 'warning',
  title: 'BGP session without BFD',
  why: 'Without BFD, a dead circuit is noticed only when the BGP hold timer expires; BGP with BFD is advised.',
  sources: [docs.solution, docs.bfd],

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      if (bgp.bfd !== undefined) continue;
      yield {
        element: bgp,
        message: `VBR '${vbr.name}' runs BGP without BFD, so failover waits for the BGP hold timer`,
        fix: { title: 'Enable BFD', edits: [set(bgp, 'bfd', 'on')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 } }
      //                    ^^^ HC313
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd off } }
      //                    ^^^ HC313
      vbr three on a { vlan 3 bgp { peer-asn 65010 bfd on } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd on } }
      vbr three on a { vlan 3 bgp { peer-asn 65010 bfd on } }`,
  },
});
