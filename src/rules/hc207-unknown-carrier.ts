import { carrierById, carriers, carrierSource } from '../model/catalog/carriers.ts';
import { defineRule, set, type Fix } from './rule.ts';
import type { Circuit } from '../model/topology.ts';
import { listed } from './support/phrases.ts';

export const unknownCarrier = defineRule({
  id: 'HC207',
  severity: 'error',
  title: 'Carrier that the platform does not know',
  why: 'A circuit is ordered with one of the values of LineOperator: CT, CU, CM, CO, Equinix or Other.',
  sources: [carrierSource],

  *check(topology) {
    for (const circuit of topology.circuits) {
      const { carrier } = circuit;
      if (carrier === undefined || carrierById(carrier) !== undefined) continue;
      yield {
        element: circuit,
        property: 'carrier',
        message: `Circuit '${circuit.name}' names carrier '${carrier}'; the platform takes ${listed(carriers.map(({ id }) => id))}`,
        fix: fixFor(circuit, carrier),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { carrier ct }
      //                                                                  ^^ HC207
      circuit second from dc to access-point ap-cn-shanghai-pd-D { carrier China-Unicom }
      //                                                                   ^^^^^^^^^^^^ HC207`,
    good: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit second from dc to access-point ap-cn-shanghai-pd-D { carrier CU }`,
  },
});

/** Its id or its name, written in another way. */
function fixFor(circuit: Circuit, text: string): Fix | undefined {
  const wanted = letters(text);
  const known = carriers.find(
    ({ id, name }) =>
      letters(id) === wanted || letters(name) === wanted || letters(name) === `china${wanted}`,
  );
  if (known === undefined) return undefined;
  return { title: `Use ${known.id} (${known.name})`, edits: [set(circuit, 'carrier', known.id)] };
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}
