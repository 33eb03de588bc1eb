import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule } from './rule.ts';
import { bandwidth } from './support/phrases.ts';
import { roundLimitMbps } from './support/rate-limits.ts';

export const vbrsAboveCircuit = defineRule({
  id: 'HC308',
  severity: 'warning',
  title: 'Rate limits that add up to more than the circuit',
  why:
    'Rate limits share out a circuit. When they add up to more than it carries, they no longer do: one VBR can ' +
    'take what another was promised.',
  sources: [docs.solution],

  *check(topology) {
    for (const circuit of topology.circuits) {
      const { bandwidthMbps } = circuit;
      if (bandwidthMbps === undefined || circuit.type === 'hosted') continue;
      const limits = relations(topology)
        .vbrsOn(circuit)
        .flatMap(({ rateLimitMbps }) => (rateLimitMbps === undefined ? [] : [roundLimitMbps(rateLimitMbps)]));
      const sum = limits.reduce((total, limit) => total + limit, 0);
      // A single limit that is too high is the matter of HC307.
      if (sum <= bandwidthMbps || limits.some((limit) => limit > bandwidthMbps)) continue;
      yield {
        element: circuit,
        property: 'bandwidth',
        message: `The ${limits.length} rate limits on circuit '${circuit.name}' add up to ${bandwidth(sum)}, more than its ${bandwidth(bandwidthMbps)}, so one VBR can starve another`,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { bandwidth 1 Gbps }
      //                                                                ^^^^^^ HC308
      vbr one on a { vlan 1 rate-limit 500 Mbps }
      vbr two on a { vlan 2 rate-limit 500 Mbps }
      vbr three on a { vlan 3 rate-limit 100 Mbps }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { bandwidth 1 Gbps }
      vbr one on a { vlan 1 rate-limit 500 Mbps }
      vbr two on a { vlan 2 rate-limit 400 Mbps }
      vbr three on a { vlan 3 rate-limit 100 Mbps }`,
  },
});
