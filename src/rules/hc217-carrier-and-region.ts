import { carrierById, carriers, carrierSource } from '../model/catalog/carriers.ts';
import { regionById } from '../model/catalog/regions.ts';
import { defineRule, set } from './rule.ts';
import { listed } from './support/phrases.ts';

export const carrierAndRegion = defineRule({
  id: 'HC217',
  severity: 'warning',
  title: 'Carrier of another part of the world',
  why: 'CT, CU, CM and CO stand for carriers in the Chinese mainland, Equinix and Other for those elsewhere.',
  sources: [carrierSource],

  *check(topology) {
    for (const circuit of topology.circuits) {
      const carrier = circuit.carrier === undefined ? undefined : carrierById(circuit.carrier);
      const region = circuit.region === undefined ? undefined : regionById(circuit.region);
      if (carrier === undefined || region === undefined) continue;
      const scope = region.area === 'china-mainland' ? 'mainland' : 'elsewhere';
      if (carrier.scope === scope) continue;
      const fitting = carriers.filter((candidate) => candidate.scope === scope).map(({ id }) => id);
      // "Other" of either side says the least, and so is wrong the least.
      const general = fitting.at(-1) ?? '';
      yield {
        element: circuit,
        property: 'carrier',
        message: `Circuit '${circuit.name}' is in ${region.name} and names ${carrier.name}; ${listed(fitting)} are meant for that region`,
        fix: { title: `Use ${general}`, edits: [set(circuit, 'carrier', general)] },
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier Equinix }
      //                                                              ^^^^^^^ HC217
      circuit b from dc to access-point ap-ap-southeast-1-x-A { carrier CT }
      //                                                                ^^ HC217`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier CO }
      circuit b from dc to access-point ap-ap-southeast-1-x-A { carrier Other }`,
  },
});
