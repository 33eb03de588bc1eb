/** How much a site can carry, how much it wants to, and what is left after a failure. All in Mbit/s. */
import { portTypeById } from '../model/catalog/ports.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Demand, Site, Topology } from '../model/topology.ts';
import { demandsOf } from './usage.ts';

/** Things that fail as one and take circuits with them. */
export interface FailureUnit {
  readonly kind: 'circuit' | 'router' | 'access-point';
  readonly name: string;
  readonly circuits: readonly Circuit[];
}

export interface Loss {
  readonly unit: FailureUnit;
  /** What the site can still carry when the unit has failed. */
  readonly leftMbps: number;
}

/**
 * What a circuit can carry: what its line does, or less when the limits of its VBRs add up to less. A circuit
 * without a VBR carries nothing. `undefined` when neither bandwidth nor port say how fast it is.
 */
export function circuitCapacityMbps(topology: Topology, circuit: Circuit): number | undefined {
  const line = lineMbps(circuit);
  const vbrs = relations(topology).vbrsOn(circuit);
  if (line === undefined) return undefined;
  const limits = vbrs.reduce((sum, vbr) => sum + (vbr.rateLimitMbps ?? line), 0);
  return Math.min(line, limits);
}

/**
 * What the site's circuits carry together while nothing has failed. `undefined` without circuits, and when the
 * speed of one of them is unknown.
 */
export function siteCapacityMbps(topology: Topology, site: Site): number | undefined {
  const loads = loadsOf(topology, site);
  return loads === undefined ? undefined : leftWithout(loads, []);
}

/** The circuits, routers and access points of a site; of those that take the same circuits, the smallest. */
export function failureUnits(topology: Topology, site: Site): readonly FailureUnit[] {
  const circuits = relations(topology).circuitsOf(site);
  const units: FailureUnit[] = [
    ...circuits.map((circuit) => ({ kind: 'circuit' as const, name: circuit.name, circuits: [circuit] })),
    ...grouped(circuits, 'router', (circuit) => circuit.router?.name),
    ...grouped(circuits, 'access-point', (circuit) => circuit.accessPoint),
  ];
  const seen = new Set<string>();
  return units.filter((unit) => {
    const key = unit.circuits.map((circuit) => circuit.path).join(' ');
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * The failure unit whose loss leaves the least, among those that leave a circuit standing: what fails as a
 * whole is a question of redundancy and not of capacity. `undefined` when there is none, or when the speed of
 * a circuit is unknown.
 */
export function worstLoss(topology: Topology, site: Site): Loss | undefined {
  const loads = loadsOf(topology, site);
  if (loads === undefined) return undefined;
  let worst: Loss | undefined;
  for (const unit of failureUnits(topology, site)) {
    if (unit.circuits.length === loads.mbps.size) continue;
    const leftMbps = leftWithout(loads, unit.circuits);
    if (worst === undefined || leftMbps < worst.leftMbps) worst = { unit, leftMbps };
  }
  return worst;
}

/** A demand's bandwidth after `months` of its growth, compounded. */
export function grownMbps(demand: Demand, months: number): number {
  return (demand.bandwidthMbps ?? 0) * (1 + demand.growthPercentPerMonth / 100) ** months;
}

/** What the site's circuits are to carry after `months`; what goes over the Internet is not among it. */
export function siteDemandMbps(topology: Topology, site: Site, months: number): number {
  const demands = demandsOf(topology, site).filter(usesCircuits);
  return demands.reduce((sum, demand) => sum + grownMbps(demand, months), 0);
}

/** What the site must be able to carry even while something has failed. */
export function criticalDemandMbps(topology: Topology, site: Site): number {
  const critical = demandsOf(topology, site).filter((demand) => demand.isCritical && usesCircuits(demand));
  return critical.reduce((sum, demand) => sum + (demand.bandwidthMbps ?? 0), 0);
}

/** A demand for public services alone goes over the Internet. */
function usesCircuits({ services }: Demand): boolean {
  return services.length === 0 || services.some(({ access }) => access.kind !== 'public');
}

/** What the line itself can carry, whatever its VBRs allow: its bandwidth, and no more than its port. */
export function lineMbps(circuit: Circuit): number | undefined {
  const port = circuit.port === undefined ? undefined : portTypeById(circuit.port)?.speedMbps;
  const known = [circuit.bandwidthMbps, port].filter((mbps) => mbps !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The capacity of each circuit of a site, and the sums that answers about losses are made of. */
interface Loads {
  readonly mbps: ReadonlyMap<Circuit, number>;
  readonly active: Share;
  readonly standby: Share;
}

interface Share {
  readonly count: number;
  readonly mbps: number;
}

function loadsOf(topology: Topology, site: Site): Loads | undefined {
  const circuits = relations(topology).circuitsOf(site);
  if (circuits.length === 0) return undefined;
  const mbps = new Map<Circuit, number>();
  for (const circuit of circuits) {
    const capacity = circuitCapacityMbps(topology, circuit);
    if (capacity === undefined) return undefined;
    mbps.set(circuit, capacity);
  }
  return { mbps, active: shareOf(mbps, circuits, 'active'), standby: shareOf(mbps, circuits, 'standby') };
}

/** A standby circuit carries traffic when no active one is left. */
function leftWithout({ mbps, active, standby }: Loads, failed: readonly Circuit[]): number {
  const lostActive = shareOf(mbps, failed, 'active');
  if (lostActive.count < active.count) return active.mbps - lostActive.mbps;
  return standby.mbps - shareOf(mbps, failed, 'standby').mbps;
}

/** Circuits without a role share the load, which makes them active. */
function shareOf(
  mbps: ReadonlyMap<Circuit, number>,
  circuits: readonly Circuit[],
  role: 'active' | 'standby',
): Share {
  const members = circuits.filter((circuit) => (circuit.role ?? 'active') === role);
  return { count: members.length, mbps: members.reduce((sum, circuit) => sum + (mbps.get(circuit) ?? 0), 0) };
}

function grouped(
  circuits: readonly Circuit[],
  kind: FailureUnit['kind'],
  nameOf: (circuit: Circuit) => string | undefined,
): readonly FailureUnit[] {
  const groups = new Map<string, Circuit[]>();
  for (const circuit of circuits) {
    const name = nameOf(circuit);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [circuit]);
    else group.push(circuit);
  }
  return [...groups].map(([name, members]) => ({ kind, name, circuits: members }));
}
