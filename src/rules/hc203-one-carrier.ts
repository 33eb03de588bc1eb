import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { movable, otherCarrier } from './support/access-points.ts';

export const oneCarrier = defineRule({
  id: 'HC203',
  severity: 'warning',
  title: 'All circuits of a site from one carrier',
  why: "A carrier's outage takes all of its lines; where possible, circuits come from different carriers.",
  sources: [docs.solution],

  *check(topology) {
    for (const site of topology.sites) {
      const circuits = relations(topology).circuitsOf(site);
      const last = circuits.at(-1);
      const carrier = last?.carrier;
      if (last === undefined || carrier === undefined || circuits.length < 2) continue;
      if (circuits.some((circuit) => circuit.carrier !== carrier)) continue;
      yield {
        element: last,
        property: 'carrier',
        message: `All circuits of site '${site.name}' come from ${carrier}, so one carrier's outage cuts the site off`,
        related: circuits.slice(0, -1).map((element) => ({ element, message: `comes from ${carrier} too` })),
        fix: fixFor(circuits, carrier),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit second from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CT }
      //                                                                            ^^ HC203`,
    good: `
      site dc { }
      circuit first from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit second from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
  },
});

function fixFor(circuits: readonly Circuit[], carrier: string): Fix | undefined {
  const circuit = movable(circuits);
  const other = circuit === undefined ? undefined : otherCarrier(circuit, new Set([carrier]));
  if (circuit === undefined || other === undefined) return undefined;
  return { title: `Order '${circuit.name}' from ${other}`, edits: [set(circuit, 'carrier', other)] };
}
