import { api } from '../model/catalog/sources.ts';
import { defineRule, remove } from './rule.ts';

export const redundantToItself = defineRule({
  id: 'HC216',
  severity: 'error',
  title: 'Circuit that is its own spare',
  why: 'The redundant circuit (RedundantPhysicalConnectionId) is another one, which exists or is ordered first.',
  sources: [api('vpc/CreatePhysicalConnection')],

  *check(topology) {
    for (const circuit of topology.circuits) {
      if (circuit.redundantTo?.path !== circuit.path) continue;
      yield {
        element: circuit,
        property: 'redundant-to',
        message: `Circuit '${circuit.name}' is redundant to itself, which the platform refuses; name another circuit`,
        fix: { title: 'Remove redundant-to', edits: [remove(circuit, 'redundant-to')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier CT redundant-to a }
      //                                                                              ^ HC216
      circuit b from dc to access-point ap-cn-shanghai-pd-D { redundant-to a }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit b from dc to access-point ap-cn-shanghai-pd-D { redundant-to a }`,
  },
});
