import type { Demand, Expectation, Failure, Service, Site, Vpc } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, msOf, readMbps, readMs, readNumber } from '../literals.ts';
import type { Build } from './build.ts';
import { unnamed } from './build.ts';
import { compactMap } from './common.ts';
import type { Made } from './made.ts';

/** The platform's recommendation plans capacity for three months. */
const defaultHorizonMonths = 3;

export function buildDemand(build: Build, made: Made, node: Half<ast.Demand>, number: number): Demand {
  const horizonMs = readMs(node.horizon);
  const demand: Demand = {
    ...unnamed(build, node, { name: `demand ${String(number)}`, key: `demand.${String(number)}` }),
    kind: 'demand',
    site: made.sites.get(node.site?.ref),
    services: compactMap(node.services, ({ ref }) => made.services.get(ref)),
    bandwidthMbps: readMbps(node.bandwidth),
    growthPercentPerMonth: readNumber(node.growth?.value) ?? 0,
    horizonMonths: horizonMs === undefined ? defaultHorizonMonths : horizonMs / msOf.months,
    isCritical: isOn(node.critical, false),
    flowMbps: readMbps(node.flow),
  };
  return build.record(demand, node);
}

export function buildExpectation(
  build: Build,
  made: Made,
  node: Half<ast.Expectation>,
  number: number,
): Expectation {
  const name = `expectation ${String(number)}`;
  const expectation: Expectation = {
    ...unnamed(build, node, { name, key: `expectation.${String(number)}` }),
    kind: 'expectation',
    site: made.sites.get(node.site?.ref),
    verb: node.verb === 'isolated-from' ? 'isolated-from' : 'reaches',
    targets: compactMap(node.targets, ({ ref }) => targetOf(made, ref)),
    isPrivate: node.privately === true,
    surviving: compactMap(node.surviving, (failure) => failureOf(made, failure)),
  };
  return build.record(expectation, node);
}

function targetOf(made: Made, node: ast.ExpectTarget | undefined): Service | Vpc | Site | undefined {
  switch (node?.$type) {
    case 'Service':
      return made.services.get(node);
    case 'Vpc':
      return made.vpcs.get(node);
    case 'Site':
      return made.sites.get(node);
    case undefined:
      return undefined;
  }
}

function failureOf(made: Made, node: Half<ast.Failure>): Failure | undefined {
  const count = readNumber(node.count);
  if (count !== undefined && node.of !== undefined) return { kind: 'any', count, of: node.of };
  const element = failing(made, node.element?.ref);
  return element === undefined ? undefined : { kind: 'named', element };
}

function failing(made: Made, node: ast.Failing | undefined) {
  switch (node?.$type) {
    case 'Circuit':
      return made.circuits.get(node);
    case 'Vbr':
      return made.vbrs.get(node);
    case 'Vpn':
      return made.vpns.get(node);
    case 'Ecr':
      return made.ecrs.get(node);
    case undefined:
      return undefined;
  }
}
