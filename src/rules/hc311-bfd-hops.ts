import { bfdLimits, clamp, inRange } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

const bounds = bfdLimits.hops.value;

export const bfdHops = defineRule({
  id: 'HC311',
  severity: 'error',
  title: 'BFD hop count out of range',
  why: 'A BFD session of a VBR spans 1 to 255 hops.',
  sources: bfdLimits.hops.sources,

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const { bfd } = bgp;
      if (bfd?.hops === undefined || inRange(bounds, bfd.hops)) continue;
      const fitting = String(clamp(bounds, bfd.hops));
      yield {
        element: bfd,
        property: 'hops',
        message: `BFD of VBR '${vbr.name}' has a hop count of ${bfd.hops}; the platform takes ${bounds.min} to ${bounds.max}`,
        fix: { title: `Use ${fitting}`, edits: [set(bfd, 'hops', fitting)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { multiplier 3 hops 300 } } }
      //                                                                 ^^^ HC311
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { multiplier 3 hops 0 } } }
      //                                                                 ^ HC311`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { multiplier 3 hops 255 } } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { multiplier 3 hops 1 } } }`,
  },
});
