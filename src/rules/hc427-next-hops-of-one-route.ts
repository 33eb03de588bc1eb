import { vpcLimits } from '../model/catalog/limits.ts';
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
      const byPrefix = Map.groupBy(vpc.routes, ({ prefix }) => prefix?.text);
      for (const [prefix, routes] of byPrefix) {
        const extra = routes[limit];
        if (prefix === undefined || extra === undefined) continue;
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
