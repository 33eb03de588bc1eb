/** What fails as one, for each kind of failure that an expectation can name. */
import type { Circuit, Failure, FailureKind, Topology } from '../model/topology.ts';

/**
 * Paths of the parts that are away when it has happened; one list for each way in which it can happen to these parts.
 */
export function scenariosOf(
  topology: Topology,
  failure: Failure,
  parts: ReadonlySet<string>,
): readonly (readonly string[])[] {
  if (failure.kind === 'named') return [[failure.element.path]];
  const units = unitsOf(topology, failure.of).filter((unit) => unit.some((part) => parts.has(part)));
  return choose(units, failure.count).map((chosen) => chosen.flat());
}

/** `any 1 circuit`, `loss of telecom`. */
export function failureText(failure: Failure): string {
  if (failure.kind === 'named') return `loss of ${failure.element.name}`;
  return `any ${String(failure.count)} ${failure.of}`;
}

function unitsOf(topology: Topology, kind: FailureKind): readonly (readonly string[])[] {
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
): readonly (readonly string[])[] {
  return [...Map.groupBy(circuits, keyOf)].flatMap(([key, members]) =>
    key === undefined ? [] : [members.map(({ path }) => path)],
  );
}

/** Every choice of so many; all of them when there are no more. */
function choose<T>(items: readonly T[], count: number): T[][] {
  if (count <= 0) return [[]];
  if (items.length <= count) return [[...items]];
  const [first, ...rest] = items;
  if (first === undefined) return [];
  return [...choose(rest, count - 1).map((others) => [first, ...others]), ...choose(rest, count)];
}
