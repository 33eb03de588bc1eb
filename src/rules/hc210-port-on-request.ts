import { portSources, portTypeById } from '../model/catalog/ports.ts';
import { defineRule } from './rule.ts';
import { isToBeOrdered } from './support/access-points.ts';

export const portOnRequest = defineRule({
  id: 'HC210',
  severity: 'info',
  title: 'Port that the account manager opens',
  why: 'Ports of 40 and 100 Gbit/s are ordered through the account manager, which takes time before the order.',
  sources: portSources,

  *check(topology) {
    for (const circuit of topology.circuits.filter(isToBeOrdered)) {
      const port = circuit.port === undefined ? undefined : portTypeById(circuit.port);
      if (port?.order !== 'account-manager') continue;
      yield {
        element: circuit,
        property: 'port',
        message: `Circuit '${circuit.name}' asks for ${port.id}; contact the account manager before ordering it`,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit fast from dc to access-point ap-cn-shanghai-pd-D { port 100GBase-LR }
      //                                                              ^^^^^^^^^^^ HC210`,
    good: `
      site dc { }
      circuit fast from dc to access-point ap-cn-shanghai-pd-D { port 100GBase-LR id "pc-uf6fast" }`,
  },
});
