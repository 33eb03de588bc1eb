/** Repairs for sites that carry too little. */
import { circuitCapacityMbps, lineMbps } from '../../analysis/capacity.ts';
import { relations } from '../../model/relations.ts';
import type { Site, Topology } from '../../model/topology.ts';
import { remove, type Fix } from '../rule.ts';

/** Takes away the rate limits of the site's VBRs, where its circuits could carry `neededMbps` without them. */
export function liftLimits(topology: Topology, site: Site, neededMbps: number): Fix | undefined {
  const { circuitsOf, vbrsOn } = relations(topology);
  const circuits = circuitsOf(site);
  const lines = circuits.reduce((sum, circuit) => sum + (lineMbps(circuit) ?? 0), 0);
  if (lines < neededMbps) return undefined;
  const limited = circuits
    .filter((circuit) => (circuitCapacityMbps(topology, circuit) ?? 0) < (lineMbps(circuit) ?? 0))
    .flatMap((circuit) => vbrsOn(circuit).filter(({ rateLimitMbps }) => rateLimitMbps !== undefined));
  if (limited.length === 0) return undefined;
  return { title: 'Lift the rate limits', edits: limited.map((vbr) => remove(vbr, 'rate-limit')) };
}
