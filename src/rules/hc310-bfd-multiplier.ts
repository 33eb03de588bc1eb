import { bfdLimits, clamp, inRange } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

const bounds = bfdLimits.multiplier.value;

export const bfdMultiplier = defineRule({
  id: 'HC310',
  severity: 'error',
  title: 'BFD multiplier out of range',
  why: 'A VBR declares a path dead after 3 to 10 lost packets.',
  sources: bfdLimits.multiplier.sources,

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const { bfd } = bgp;
      if (bfd === undefined || inRange(bounds, bfd.multiplier)) continue;
      const fitting = String(clamp(bounds, bfd.multiplier));
      yield {
        element: bfd,
        property: 'multiplier',
        message: `BFD of VBR '${vbr.name}' has multiplier ${bfd.multiplier}; the platform takes ${bounds.min} to ${bounds.max}`,
        fix: { title: `Use ${fitting}`, edits: [set(bfd, 'multiplier', fitting)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 300 ms multiplier 2 } } }
      //                                                                          ^ HC310`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 300 ms multiplier 3 } } }`,
  },
});
