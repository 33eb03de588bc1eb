/** The physical ways from a site into the cloud. */
import { relations } from '../model/relations.ts';
import type { Circuit, Ecr, Router, Site, Topology, TransitRouter, Vbr, Vpc } from '../model/topology.ts';
import { transitRoutersOf } from './reachable.ts';

/** One circuit with one VBR that leads to one hub, and what it shares with other paths. */
export interface PhysicalPath {
  readonly circuit: Circuit;
  readonly vbr: Vbr;
  /** An ECR; or a transit router or VPC that the VBR is attached to without one. */
  readonly hub: Ecr | TransitRouter | Vpc;
  readonly router: Router | undefined;
  readonly accessPoint: string | undefined;
  readonly carrier: string | undefined;
}

/** In the order of the text; a VBR on two hubs gives two paths, a VBR without a hub none. */
export function physicalPaths(topology: Topology, site: Site): readonly PhysicalPath[] {
  const { circuitsOf, vbrsOn } = relations(topology);
  return circuitsOf(site).flatMap((circuit) =>
    vbrsOn(circuit).flatMap((vbr) => hubsOf(topology, vbr).map((hub) => pathOf(circuit, vbr, hub))),
  );
}

/** Everything that takes up a VBR's traffic. */
export function hubsOf(topology: Topology, vbr: Vbr): readonly (Ecr | TransitRouter | Vpc)[] {
  return [...relations(topology).ecrsOf(vbr), ...transitRoutersOf(topology, vbr), ...vbr.uplinks];
}

function pathOf(circuit: Circuit, vbr: Vbr, hub: PhysicalPath['hub']): PhysicalPath {
  const { router, accessPoint, carrier } = circuit;
  return { circuit, vbr, hub, router, accessPoint, carrier };
}
