import { stepFrom, stepOf, vbrSteps } from '../model/bandwidth.ts';
import { vbrLimits } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { bandwidth, listed } from './support/phrases.ts';

export const vbrBandwidthStep = defineRule({
  id: 'HC305',
  severity: 'error',
  title: 'Rate limit that VBRs do not come in',
  why:
    'The rate limit of a VBR on a dedicated circuit is one of fixed steps. hcnet takes round numbers for those ' +
    'that the platform counts in powers of two: 2 Gbps stands for 2048 Mbit/s.',
  sources: vbrLimits.bandwidthMbps.sources,

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const { rateLimitMbps } = vbr;
      if (rateLimitMbps === undefined || vbr.circuit?.type !== 'dedicated') continue;
      if (stepOf(vbrSteps, rateLimitMbps) !== undefined) continue;
      const next = stepFrom(vbrSteps, rateLimitMbps);
      yield {
        element: vbr,
        property: 'rate-limit',
        message: `VBR '${vbr.name}' is limited to ${bandwidth(rateLimitMbps)}; the platform has steps of ${listed(vbrSteps.map(({ roundMbps }) => bandwidth(roundMbps)))}`,
        fix:
          next === undefined
            ? undefined
            : {
                title: `Use ${bandwidth(next.roundMbps)}`,
                edits: [set(vbr, 'rate-limit', bandwidth(next.roundMbps))],
              },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type dedicated }
      vbr one on a { vlan 1 rate-limit 3 Gbps }
      //                               ^^^^^^ HC305
      vbr two on a { vlan 2 rate-limit 5 Gbps }
      vbr three on a { vlan 3 rate-limit 5120 Mbps }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type dedicated }
      vbr one on a { vlan 1 rate-limit 5 Gbps }
      vbr two on a { vlan 2 rate-limit 5 Gbps }
      vbr three on a { vlan 3 rate-limit 5120 Mbps }`,
  },
});
