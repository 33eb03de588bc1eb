import { mirroredDetectionMs } from '../analysis/bfd.ts';
import { bfdLimits, clamp } from '../model/catalog/limits.ts';
import { docs } from '../model/catalog/sources.ts';
import type { Bfd } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { sessions } from './support/bgp.ts';

export const detectionTime = defineRule({
  id: 'HC335',
  severity: 'warning',
  title: 'BFD slower than the recovery target',
  why:
    'BFD notices a dead path after multiplier times the slower of both intervals; recovery cannot be faster than ' +
    'that. The router is taken to use the same timers.',
  sources: [docs.bfd],

  *check(topology) {
    for (const { vbr, bgp } of sessions(topology)) {
      const site = vbr.circuit?.site;
      const { bfd } = bgp;
      if (bfd === undefined || site?.recoveryTargetMs === undefined) continue;
      const detectionMs = mirroredDetectionMs(bfd);
      if (detectionMs <= site.recoveryTargetMs) continue;
      yield {
        element: bfd,
        message: `BFD of VBR '${vbr.name}' takes ${detectionMs} ms to notice a failure, and site '${site.name}' wants to recover in ${site.recoveryTargetMs} ms`,
        related: [{ element: site, message: `recovery target ${site.recoveryTargetMs} ms` }],
        fix: fixFor(bfd, site.recoveryTargetMs),
      };
    }
  },

  examples: {
    bad: `
      site dc { recovery-target 1 s }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd on } }
      //                                         ^^^ HC335
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 5 hops 1 } } }
      //                                         ^^^ HC335
      vbr three on a { vlan 3 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 3 } } }`,
    good: `
      site dc { recovery-target 1 s }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 bgp { peer-asn 65010 bfd { transmit 330 ms receive 330 ms multiplier 3 } } }
      vbr two on a { vlan 2 bgp { peer-asn 65010 bfd { transmit 200 ms receive 200 ms multiplier 5 hops 1 } } }
      vbr three on a { vlan 3 bgp { peer-asn 65010 bfd { transmit 300 ms receive 300 ms multiplier 3 } } }`,
  },
});

/** The slowest interval that meets the target, with fewer lost packets only where that is needed. */
function fixFor(bfd: Bfd, targetMs: number): Fix | undefined {
  const interval = bfdLimits.intervalMs.value;
  const { min: fewest } = bfdLimits.multiplier.value;
  const multiplier = interval.min * bfd.multiplier <= targetMs ? bfd.multiplier : fewest;
  const slowest = Math.floor(targetMs / multiplier / 10) * 10;
  if (slowest < interval.min) return undefined;
  const fitting = clamp(interval, slowest);
  return {
    title: `Detect in ${String(fitting * multiplier)} ms`,
    edits: [
      set(bfd, 'transmit', `${String(fitting)} ms`),
      set(bfd, 'receive', `${String(fitting)} ms`),
      set(bfd, 'multiplier', String(multiplier)),
    ],
  };
}
