import { bfdLimits, clamp, inRange } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { sessions } from './support/bgp.ts';

const bounds = bfdLimits.intervalMs.value;

export const bfdInterval = defineRule({
  id: 'HC309',
  severity: 'error',
  title: 'BFD interval out of range',
  why: 'A VBR sends and receives BFD packets every 200 to 1000 ms.',
  sources: bfdLimits.intervalMs.sources,

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const { bfd } = bgp;
      if (bfd === undefined) continue;
      for (const [property, value] of [
        ['transmit', bfd.transmitMs],
        ['receive', bfd.receiveMs],
      ] as const) {
        if (inRange(bounds, value)) continue;
        const fitting = `${clamp(bounds, value)} ms`;
        yield {
          element: bfd,
          property,
          message: `BFD of VBR '${vbr.name}' has a ${property} interval of ${value} ms; the platform takes ${bounds.min} to ${bounds.max} ms`,
          fix: { title: `Use ${fitting}`, edits: [set(bfd, property, fitting)] },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 50 ms receive 2 s multiplier 3 } } }
      //                                                        ^^^^^ HC309   ^^^ HC309
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd on } }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 200 ms receive 1000 ms multiplier 3 } } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd on } }`,
  },
});
