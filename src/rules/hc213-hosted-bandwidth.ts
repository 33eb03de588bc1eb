import { hostedSteps, stepFrom, stepOf } from '../model/bandwidth.ts';
import { circuitLimits } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';
import { bandwidth, listed } from './support/phrases.ts';

export const hostedBandwidth = defineRule({
  id: 'HC213',
  severity: 'error',
  title: 'Bandwidth that hosted circuits do not come in',
  why: 'A hosted circuit comes in fixed steps from 50 Mbit/s to 10 Gbit/s.',
  sources: circuitLimits.hostedMbps.sources,

  *check(topology) {
    for (const circuit of topology.circuits) {
      const { bandwidthMbps } = circuit;
      if (circuit.type !== 'hosted' || bandwidthMbps === undefined) continue;
      if (stepOf(hostedSteps, bandwidthMbps) !== undefined) continue;
      const next = stepFrom(hostedSteps, bandwidthMbps);
      yield {
        element: circuit,
        property: 'bandwidth',
        message: `Hosted circuit '${circuit.name}' has ${bandwidth(bandwidthMbps)}; hosted circuits come in ${listed(hostedSteps.map(({ mbps }) => bandwidth(mbps)))}`,
        fix:
          next === undefined
            ? undefined
            : {
                title: `Use ${bandwidth(next.mbps)}`,
                edits: [set(circuit, 'bandwidth', bandwidth(next.mbps))],
              },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit small from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 150 Mbps }
      //                                                                                       ^^^^^^^^ HC213
      circuit large from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 3 Gbps }
      //                                                                                       ^^^^^^ HC213
      circuit line from dc to access-point ap-cn-shanghai-pd-D { type dedicated bandwidth 3 Gbps }`,
    good: `
      site dc { }
      circuit small from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 200 Mbps }
      circuit large from dc to access-point ap-cn-shanghai-pd-D { type hosted by "P" bandwidth 5 Gbps }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { type dedicated bandwidth 3 Gbps }`,
  },
});
