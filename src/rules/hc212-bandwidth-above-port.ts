import { portTypeById, smallestPortFor } from '../model/catalog/ports.ts';
import { api } from '../model/catalog/sources.ts';
import type { Circuit } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { bandwidth } from './support/phrases.ts';

export const bandwidthAbovePort = defineRule({
  id: 'HC212',
  severity: 'error',
  title: 'Circuit faster than its port',
  why: 'A line carries no more than the port at its end.',
  sources: [api('vpc/CreatePhysicalConnection')],

  *check(topology) {
    for (const circuit of topology.circuits) {
      const { bandwidthMbps } = circuit;
      const port = circuit.port === undefined ? undefined : portTypeById(circuit.port);
      if (bandwidthMbps === undefined || port === undefined) continue;
      // The platform counts some steps in powers of two, so that 10240 Mbit/s is what a 10G port carries.
      if (bandwidthMbps <= port.speedMbps * 1.024) continue;
      yield {
        element: circuit,
        property: 'bandwidth',
        message: `Circuit '${circuit.name}' has ${bandwidth(bandwidthMbps)}, more than the ${bandwidth(port.speedMbps)} of its port ${port.id}`,
        fix: fixFor(circuit, bandwidthMbps),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit slow from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-LX bandwidth 10 Gbps }
      //                                                                                    ^^^^^^^ HC212`,
    good: `
      site dc { }
      circuit slow from dc to access-point ap-cn-shanghai-pd-D { port 10GBase-LR bandwidth 10 Gbps }`,
  },
});

function fixFor(circuit: Circuit, bandwidthMbps: number): Fix | undefined {
  const port = smallestPortFor(bandwidthMbps);
  if (port === undefined || circuit.cloudId !== undefined) return undefined;
  return { title: `Use ${port.id}`, edits: [set(circuit, 'port', port.id)] };
}
