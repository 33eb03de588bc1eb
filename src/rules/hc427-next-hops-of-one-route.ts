import { vpcLimits } from '../model/catalog/limits.ts';
import { routesByTable } from '../model/routes.ts';
import type { StaticRoute } from '../model/topology.ts';
import { defineRule } from './rule.ts';

export const nextHopsOfOneRoute = defineRule({
  id: 'HC427',
  severity: 'error',
  title: 'Route with too many next hops',
  why: 'An equal-cost route of a VPC has at most 16 next hops.',
  sources: vpcLimits.ecmpNextHops.sources,

  *check(topology) {
    const limit = vpcLimits.ecmpNextHops.value;
    for (const vpc of topology.vpcs) {
      for (const { prefix, routes } of routesByTable(vpc).flatMap(byPrefix)) {
        const extra = routes[limit];
        if (extra === undefined) continue;
        yield {
          element: extra,
          message: `VPC '${vpc.name}' has ${routes.length} next hops for ${prefix}, and ${limit} are the most`,
        };
      }
    }
  },

  examples: {
    bad: `${vpcWith(17)}
      //^^^^^ HC427
      }`,
    good: `${vpcWith(16)}
      }`,
  },
});

interface Routes {
  readonly prefix: string;
  readonly routes: readonly StaticRoute[];
}

function byPrefix(table: readonly StaticRoute[]): readonly Routes[] {
  const groups = Map.groupBy(table, ({ prefix }) => prefix?.text);
  return [...groups].flatMap(([prefix, routes]) => (prefix === undefined ? [] : [{ prefix, routes }]));
}

/** A VPC with equal routes to this many ECRs, up to the last of them. */
function vpcWith(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const ecrs = indexes.map((index) => `      ecr e${String(index)} { asn ${String(64512 + index)} }`);
  const routes = indexes.map((index) => `        route 10.10.0.0/16 to e${String(index)}`);
  return `
${ecrs.join('\n')}
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
${routes.join('\n')}`;
}
