import { portSources, portTypeById, portTypes } from '../model/catalog/ports.ts';
import type { Circuit } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { listed } from './support/phrases.ts';

export const unknownPort = defineRule({
  id: 'HC208',
  severity: 'error',
  title: 'Port type that the platform does not have',
  why: 'A circuit ends on one of the ports that the platform has; both ends need the same optics.',
  sources: portSources,

  *check(topology) {
    for (const circuit of topology.circuits) {
      const { port } = circuit;
      if (port === undefined || portTypeById(port) !== undefined) continue;
      yield {
        element: circuit,
        property: 'port',
        message: `Circuit '${circuit.name}' ends on port type '${port}'; the platform has ${listed(portTypes.map(({ id }) => id))}`,
        fix: fixFor(circuit, port),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { port 10GBase-ER }
      //                                                               ^^^^^^^^^^ HC208
      circuit second from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-lx }
      //                                                                ^^^^^^^^^^^ HC208`,
    good: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { port 10GBase-LR }
      circuit second from dc to access-point ap-cn-shanghai-pd-D { port 1000Base-LX }`,
  },
});

/** The optical port of the same speed: '10GBase-ER' reads 10G. */
function fixFor(circuit: Circuit, text: string): Fix | undefined {
  const speed = /^\d+G?/.exec(text)?.[0];
  const known = portTypes.find(({ id, isOptical }) => isOptical && /^\d+G?/.exec(id)?.[0] === speed);
  if (known === undefined) return undefined;
  return { title: `Use ${known.id}`, edits: [set(circuit, 'port', known.id)] };
}
