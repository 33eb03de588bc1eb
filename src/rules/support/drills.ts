/** What a drill switches off. */
import { relations } from '../../model/relations.ts';
import type { Circuit, Drill, Site, Topology, Vbr } from '../../model/topology.ts';

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

/** Sites of which the drill switches something off. */
export function touchedSites({ fail }: Drill): ReadonlySet<Site> {
  return new Set(fail.flatMap((element) => circuitOf(element)?.site ?? []));
}

/** The drills that switch something of a site off. */
export function drillsBySite(topology: Topology): (site: Site) => readonly Drill[] {
  const drills = new Map<Site, Drill[]>();
  for (const drill of topology.drills) {
    for (const site of touchedSites(drill)) {
      const known = drills.get(site);
      if (known === undefined) drills.set(site, [drill]);
      else known.push(drill);
    }
  }
  return (site) => drills.get(site) ?? [];
}

export function circuitOf(element: Circuit | Vbr): Circuit | undefined {
  return element.kind === 'vbr' ? element.circuit : element;
}
