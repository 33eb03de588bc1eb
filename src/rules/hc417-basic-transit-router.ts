import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule, set } from './rule.ts';

export const basicTransitRouter = defineRule({
  id: 'HC417',
  severity: 'error',
  title: 'New transit router of Basic Edition',
  why: 'Basic Edition is no longer sold.',
  sources: [docs.transitRouterZones],

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      if (transitRouter.edition !== 'basic' || transitRouter.cloudId !== undefined) continue;
      yield {
        element: transitRouter,
        property: 'edition',
        message: `Transit router '${transitRouter.name}' cannot be created: Basic Edition is no longer sold`,
        fix: { title: 'Use Enterprise Edition', edits: [set(transitRouter, 'edition', 'enterprise')] },
      };
    }
  },

  examples: {
    bad: `
      cen backbone { transit-router tr in cn-shanghai { edition basic } }
      //                                                        ^^^^^ HC417`,
    good: `
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }`,
  },
});
