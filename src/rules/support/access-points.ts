/** Other places and carriers for a circuit. */
import { accessPoints } from '../../model/catalog/access-points.ts';
import { carriers } from '../../model/catalog/carriers.ts';
import { isMainland } from '../../model/catalog/regions.ts';
import type { Circuit } from '../../model/topology.ts';

/**
 * A known access point of the circuit's region that is none of `used`. The published list is short, so
 * `undefined` says nothing about the region.
 */
export function otherAccessPoint(circuit: Circuit, used: ReadonlySet<string>): string | undefined {
  return accessPoints.find(({ id, regionId }) => regionId === circuit.region && !used.has(id))?.id;
}

/** A carrier for the circuit's region that is none of `used`. */
export function otherCarrier(circuit: Circuit, used: ReadonlySet<string>): string | undefined {
  const scope = circuit.region !== undefined && isMainland(circuit.region) ? 'mainland' : 'elsewhere';
  return carriers.find((carrier) => carrier.scope === scope && !used.has(carrier.id))?.id;
}

/** The last circuit that can still be ordered otherwise: one that exists stays where it is. */
export function movable(circuits: readonly Circuit[]): Circuit | undefined {
  return circuits.findLast((circuit) => circuit.cloudId === undefined);
}

/** A circuit that people have yet to order. */
export function isToBeOrdered(circuit: Circuit): boolean {
  return circuit.cloudId === undefined;
}
