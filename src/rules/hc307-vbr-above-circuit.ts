import { vbrLimits } from '../model/catalog/limits.ts';
import { portTypeById } from '../model/catalog/ports.ts';
import type { Circuit } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { bandwidth } from './support/phrases.ts';
import { lowerLimit, roundLimitMbps } from './support/rate-limits.ts';

export const vbrAboveCircuit = defineRule({
  id: 'HC307',
  severity: 'error',
  title: 'Rate limit above the circuit',
  why: 'A limit above the bandwidth of the circuit is never reached, so it limits nothing.',
  sources: vbrLimits.bandwidthMbps.sources,

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const { rateLimitMbps, circuit } = vbr;
      // A bandwidth above the port is the matter of HC212.
      const most = circuit?.bandwidthMbps ?? portSpeedMbps(circuit);
      if (rateLimitMbps === undefined || circuit === undefined || most === undefined) continue;
      if (circuit.type === 'hosted' || roundLimitMbps(rateLimitMbps) <= most) continue;
      yield {
        element: vbr,
        property: 'rate-limit',
        message: `VBR '${vbr.name}' is limited to ${bandwidth(rateLimitMbps)}, above the ${bandwidth(most)} of circuit '${circuit.name}'`,
        related: [{ element: circuit, message: `has ${bandwidth(most)}` }],
        fix: lowerLimit(vbr, most),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { bandwidth 1 Gbps }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 10 Gbps }
      vbr one on a { vlan 1 rate-limit 2 Gbps }
      //                               ^^^^^^ HC307
      vbr two on b { vlan 1 rate-limit 10240 Mbps }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { bandwidth 1 Gbps }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 10 Gbps }
      vbr one on a { vlan 1 rate-limit 1 Gbps }
      vbr two on b { vlan 1 rate-limit 10240 Mbps }`,
  },
});

function portSpeedMbps(circuit: Circuit | undefined): number | undefined {
  return circuit?.port === undefined ? undefined : portTypeById(circuit.port)?.speedMbps;
}
