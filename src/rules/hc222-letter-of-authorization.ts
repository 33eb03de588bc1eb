import { carrierById } from '../model/catalog/carriers.ts';
import { regionById } from '../model/catalog/regions.ts';
import { docs } from '../model/catalog/sources.ts';
import { defineRule } from './rule.ts';
import { isToBeOrdered } from './support/access-points.ts';

/** Where these carriers need a letter. Source: the page on dedicated connections, see `sources`. */
const regions = new Set(['cn-beijing', 'cn-shanghai', 'cn-hangzhou', 'cn-shenzhen']);
const carriersWithLetter = new Set(['CT', 'CU', 'CM']);

export const letterOfAuthorization = defineRule({
  id: 'HC222',
  severity: 'info',
  title: 'Circuit that needs a letter of authorisation',
  why:
    'In Beijing, Shanghai, Hangzhou and Shenzhen, the three large carriers lay a line only with a letter of ' +
    'authorisation (LOA), for which you apply after the order. Plan shows it as a step for people.',
  sources: [docs.letterOfAuthorization],

  *check(topology) {
    for (const circuit of topology.circuits.filter(isToBeOrdered)) {
      const { carrier = '', region = '' } = circuit;
      const needsLetter =
        circuit.type === 'dedicated' && carriersWithLetter.has(carrier) && regions.has(region);
      if (!needsLetter) continue;
      yield {
        element: circuit,
        message: `Circuit '${circuit.name}' needs a letter of authorisation for ${carrierById(carrier)?.name ?? carrier} in ${regionById(region)?.name ?? region} before the line is laid`,
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT }
      //      ^ HC222`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { type dedicated carrier CT id "pc-uf6a" }`,
  },
});
