import { grownMbps } from '../analysis/capacity.ts';
import { circuitLimits } from '../model/catalog/limits.ts';
import { bandwidth } from './support/phrases.ts';
import { defineRule } from './rule.ts';

export const ossThroughput = defineRule({
  id: 'HC615',
  severity: 'info',
  title: 'OSS demand above the ceiling',
  why: 'OSS traffic over circuits has a ceiling of its own, printed as 10 G; that Gbit/s is meant is inferred.',
  sources: circuitLimits.ossMbps.sources,

  *check(topology) {
    const limit = circuitLimits.ossMbps.value;
    const demands = topology.demands.filter(
      ({ services }) => services.length > 0 && services.every(({ product }) => product === 'oss'),
    );
    const total = demands.reduce((sum, demand) => sum + grownMbps(demand, demand.horizonMonths), 0);
    const [first, ...others] = demands;
    if (first === undefined || total <= limit) return;
    yield {
      element: first,
      property: 'bandwidth',
      message: `Demand for OSS grows to ${bandwidth(total)}, above the ceiling of ${bandwidth(limit)}; spread it over time, or ask the account manager`,
      related: others.map((demand) => ({ element: demand, message: 'adds to it' })),
    };
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      service objects { product oss in cn-shanghai access private-endpoint }
      demand dc to objects { bandwidth 12 Gbps }
      //                               ^^^^^^^ HC615`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      service objects { product oss in cn-shanghai access private-endpoint }
      demand dc to objects { bandwidth 8 Gbps }`,
  },
});
