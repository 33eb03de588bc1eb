import { circuitLimits } from '../model/catalog/limits.ts';
import { defineRule } from './rule.ts';
import { isToBeOrdered } from './support/access-points.ts';
import { bandwidth } from './support/phrases.ts';

const limit = circuitLimits.hostedOnRequestMbps;

export const hostedOnRequest = defineRule({
  id: 'HC214',
  severity: 'info',
  title: 'Hosted circuit that the account manager opens',
  why: 'Hosted circuits of 2 Gbit/s and more are not open to everyone; the account manager enables them.',
  sources: limit.sources,

  *check(topology) {
    for (const circuit of topology.circuits.filter(isToBeOrdered)) {
      const { bandwidthMbps } = circuit;
      if (circuit.type !== 'hosted' || bandwidthMbps === undefined || bandwidthMbps < limit.value) continue;
      yield {
        element: circuit,
        property: 'bandwidth',
        message: `Hosted circuit '${circuit.name}' has ${bandwidth(bandwidthMbps)}; contact the account manager before ordering ${bandwidth(limit.value)} or more`,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit large from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 5 Gbps }
      //                                                                                       ^^^^^^ HC214`,
    good: `
      site dc { }
      circuit large from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 1 Gbps }`,
  },
});
