import { transitRouterLimits } from '../model/catalog/limits.ts';
import type { TransitRouter } from '../model/topology.ts';
import { defineRule } from './rule.ts';

export const transitRoutersInOneRegion = defineRule({
  id: 'HC412',
  severity: 'error',
  title: 'Two transit routers of one CEN in one region',
  why: 'A CEN instance has one transit router in each region.',
  sources: transitRouterLimits.perCenAndRegion.sources,

  *check(topology) {
    for (const cen of topology.cens) {
      const firsts = new Map<string, TransitRouter>();
      for (const transitRouter of cen.transitRouters) {
        const { region } = transitRouter;
        if (region === undefined) continue;
        const first = firsts.get(region);
        if (first === undefined) {
          firsts.set(region, transitRouter);
          continue;
        }
        yield {
          element: transitRouter,
          message: `CEN '${cen.name}' has transit router '${first.name}' in ${region} already; use a second route table, or a second CEN`,
          related: [{ element: first, message: `is the first one in ${region}` }],
        };
      }
    }
  },

  examples: {
    bad: `
      cen backbone {
        transit-router one in cn-shanghai { edition enterprise }
        transit-router two in cn-shanghai { edition enterprise }
        //             ^^^ HC412
      }`,
    good: `
      cen backbone {
        transit-router one in cn-shanghai { edition enterprise }
        transit-router two in cn-beijing { edition enterprise }
      }`,
  },
});
