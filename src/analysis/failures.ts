/** What fails as one, for each kind of failure that an expectation can name. */
import type { Circuit, Failure, FailureKind, Topology } from '../model/topology.ts';

/**
 * Paths of the parts with whose loss no way is left; `undefined` when one is left whatever is lost. `wayLeft` tells the
 * parts of one way that does without those that are lost.
 */
export function fatalLoss(
  topology: Topology,
  failure: Failure,
  wayLeft: (lost: readonly string[]) => ReadonlySet<string> | undefined,
): readonly string[] | undefined {
  if (failure.kind === 'named') {
    const lost = [failure.element.path];
    return wayLeft(lost) === undefined ? lost : undefined;
  }
  const { units, places } = failuresOf(topology, failure.of);
  // Whatever leaves no way has to hit each of them, so only what one way goes through has to be tried.
  const search = (lost: readonly string[], count: number): readonly string[] | undefined => {
    const way = wayLeft(lost);
    if (way === undefined) return lost;
    if (count === 0) return undefined;
    const hit = new Set([...way].flatMap((part) => places.get(part) ?? []));
    for (const place of [...hit].sort((a, b) => a - b)) {
      const found = search([...lost, ...(units[place] ?? [])], count - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search([], failure.count);
}

/** `any 1 circuit`, `loss of telecom`. */
export function failureText(failure: Failure): string {
  if (failure.kind === 'named') return `loss of ${failure.element.name}`;
  return `any ${String(failure.count)} ${failure.of}`;
}

interface Failures {
  /** Parts that fail together, in the order of the text. */
  readonly units: readonly Unit[];
  /** The index of its unit, by part: of a kind it fails with one at most. */
  readonly places: ReadonlyMap<string, number>;
}

type Unit = readonly string[];

const known = new WeakMap<Topology, Map<FailureKind, Failures>>();

/** Computed once per topology and kind, for a design may have as many expectations as sites. */
function failuresOf(topology: Topology, kind: FailureKind): Failures {
  const kinds = known.get(topology) ?? new Map<FailureKind, Failures>();
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
