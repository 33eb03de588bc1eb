/** What a drill switches off. */
import { relations } from '../../model/relations.ts';
import type { Circuit, Drill, Site, Topology } from '../../model/topology.ts';

/** Circuits that carry nothing while the drill runs: those it names, and those whose VBRs it all names. */
export function failedCircuits(topology: Topology, drill: Drill): ReadonlySet<Circuit> {
  const { vbrsOn } = relations(topology);
  const vbrs = new Set(drill.fail.filter((element) => element.kind === 'vbr'));
  const failed = new Set(drill.fail.filter((element) => element.kind === 'circuit'));
  for (const { circuit } of vbrs) {
    if (circuit !== undefined && vbrsOn(circuit).every((vbr) => vbrs.has(vbr))) failed.add(circuit);
  }
  return failed;
}

/** The site's circuits that have a VBR, and so carry traffic. */
export function carryingCircuits(topology: Topology, site: Site): readonly Circuit[] {
  const { circuitsOf, vbrsOn } = relations(topology);
  return circuitsOf(site).filter((circuit) => vbrsOn(circuit).length > 0);
}

/** Whether the drill switches off something of the site. */
export function touches(drill: Drill, site: Site): boolean {
  return drill.fail.some(
    (element) => (element.kind === 'circuit' ? element.site : element.circuit?.site) === site,
  );
}
