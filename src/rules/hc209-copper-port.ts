import { portSources, portTypeById, smallestPortFor } from '../model/catalog/ports.ts';
import { defineRule, set } from './rule.ts';
import { isToBeOrdered } from './support/access-points.ts';

export const copperPort = defineRule({
  id: 'HC209',
  severity: 'warning',
  title: 'Copper port',
  why: 'The pages of 2026 offer single-mode optical ports only, although the API still lists copper ones.',
  sources: portSources,

  *check(topology) {
    for (const circuit of topology.circuits.filter(isToBeOrdered)) {
      const port = circuit.port === undefined ? undefined : portTypeById(circuit.port);
      const optical = port === undefined ? undefined : smallestPortFor(port.speedMbps);
      if (port === undefined || optical === undefined || port.isOptical) continue;
      yield {
        element: circuit,
        property: 'port',
        message: `Circuit '${circuit.name}' asks for ${port.id}, a copper port, which is no longer offered`,
        fix: { title: `Use ${optical.id}`, edits: [set(circuit, 'port', optical.id)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-T }
      //                                                               ^^^^^^^^^^ HC209
      circuit second from dc to access-point ap-cn-shanghai-pd-D { port 10GBase-T }
      //                                                                ^^^^^^^^^ HC209
      circuit old from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-T id "pc-uf6old" }`,
    good: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-LX }
      circuit second from dc to access-point ap-cn-shanghai-pd-D { port 10GBase-LR }
      circuit old from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-T id "pc-uf6old" }`,
  },
});
