import { reliabilityTypeById } from '../model/catalog/reliability.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Site } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { movable, otherAccessPoint } from './support/access-points.ts';

export const oneAccessPoint = defineRule({
  id: 'HC202',
  severity: 'warning',
  title: 'All circuits of a site at one access point',
  why: 'When an access point fails, all circuits that end there fail; two access points are advised at least.',
  sources: [docs.solution],

  *check(topology) {
    for (const site of topology.sites) {
      const circuits = relations(topology).circuitsOf(site);
      const last = circuits.at(-1);
      const place = last?.accessPoint;
      if (last === undefined || place === undefined || circuits.length < 2) continue;
      if (circuits.some(({ accessPoint }) => accessPoint !== place)) continue;
      yield {
        element: last,
        property: 'access-point',
        message: `All circuits of site '${site.name}' end at ${place}, so the site is cut off when that access point fails`,
        related: circuits.slice(0, -1).map((element) => ({ element, message: 'ends there too' })),
        fix: fixFor(site, circuits, place),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit telecom from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc to access-point ap-cn-shanghai-pd-D { carrier CU }
      //                                     ^^^^^^^^^^^^^^^^^^^ HC202`,
    good: `
      site dc { }
      circuit telecom from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
  },
});

/** A reliability type for one access point would no longer match (HC205), so it moves along. */
function fixFor(site: Site, circuits: readonly Circuit[], place: string): Fix | undefined {
  const circuit = movable(circuits);
  const other = circuit === undefined ? undefined : otherAccessPoint(circuit, new Set([place]));
  if (circuit === undefined || other === undefined) return undefined;
  const type = reliabilityTypeById(site.reliability ?? '');
  return {
    title: `Let '${circuit.name}' end at ${other}`,
    edits: [
      set(circuit, 'access-point', other),
      ...(type?.accessPoints === 'one' ? [set(site, 'reliability', 'MultiApMultiDevice')] : []),
    ],
  };
}
