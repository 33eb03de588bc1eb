/** What fails as one, for each kind of failure that an expectation can name. */
import type { Circuit, Failure, FailureKind, Topology } from '../model/topology.ts';
import { fateAfterLosing, type Fate, type Unit, type Units, type WayLeft } from './cuts.ts';

/** What becomes of the ways that `wayLeft` finds. */
export function fateAfter(topology: Topology, failure: Failure, wayLeft: WayLeft): Fate {
  if (failure.kind === 'any') return fateAfterLosing(unitsFor(topology, failure.of), failure.count, wayLeft);
  const { path } = failure.element;
  return wayLeft((part) => part === path) === undefined ? { is: 'cut', lost: [path] } : { is: 'kept' };
}

/** `any 1 circuit`, `loss of telecom`. */
export function failureText(failure: Failure): string {
  if (failure.kind === 'named') return `loss of ${failure.element.name}`;
  return `any ${String(failure.count)} ${failure.of}`;
}

const known = new WeakMap<Topology, Map<FailureKind, Units>>();

/** Computed once per topology and kind, for a design may have as many expectations as sites. */
function unitsFor(topology: Topology, kind: FailureKind): Units {
  const kinds = known.get(topology) ?? new Map<FailureKind, Units>();
  known.set(topology, kinds);
  const found = kinds.get(kind);
  if (found !== undefined) return found;
  const units = unitsOf(topology, kind);
  const places = new Map(units.flatMap((unit, place) => unit.map((part) => [part, place] as const)));
  kinds.set(kind, { units, places });
  return { units, places };
}

function unitsOf(topology: Topology, kind: FailureKind): readonly Unit[] {
  const { circuits, vbrs, vpns, ecrs, cens, sites, vpcs } = topology;
  switch (kind) {
    case 'circuit':
      return circuits.map(({ path }) => [path]);
    case 'access-point':
      return grouped(circuits, (circuit) => circuit.accessPoint);
    case 'carrier':
      return grouped(circuits, (circuit) => circuit.carrier);
    case 'router':
      return sites.flatMap(({ routers }) => routers.map(({ path }) => [path]));
    case 'vbr':
      return vbrs.map(({ path }) => [path]);
    case 'ecr':
      return ecrs.map(({ path }) => [path]);
    case 'transit-router':
      return cens.flatMap(({ transitRouters }) => transitRouters.map(({ path }) => [path]));
    case 'region-peering':
      return cens.flatMap(({ peerings }) => peerings.map(({ path }) => [path]));
    case 'zone': {
      const vswitches = vpcs.flatMap((vpc) => vpc.vswitches);
      return [...Map.groupBy(vswitches, ({ zone }) => zone)].flatMap(([zone, members]) =>
        zone === undefined ? [] : [members.map(({ path }) => path)],
      );
    }
    case 'vpn':
      return vpns.map(({ path }) => [path]);
  }
}

function grouped(
  circuits: readonly Circuit[],
  keyOf: (circuit: Circuit) => string | undefined,
): readonly Unit[] {
  return [...Map.groupBy(circuits, keyOf)].flatMap(([key, members]) =>
    key === undefined ? [] : [members.map(({ path }) => path)],
  );
}
