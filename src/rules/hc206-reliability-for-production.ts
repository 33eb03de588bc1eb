import { reliabilitySource, reliabilityTypeById } from '../model/catalog/reliability.ts';
import { defineRule, set } from './rule.ts';

export const reliabilityForProduction = defineRule({
  id: 'HC206',
  severity: 'warning',
  title: 'Production site with a reliability type for tests',
  why:
    'SingleAp types end at one access point: SingleApMultiDevice is meant for development and test, and ' +
    'SingleApMultiConnection even has one device only.',
  sources: [reliabilitySource],

  *check(topology) {
    for (const site of topology.sites) {
      const type = reliabilityTypeById(site.reliability ?? '');
      if (type === undefined || type.isForCriticalSites || site.tier !== 'production') continue;
      yield {
        element: site,
        property: 'reliability',
        message: `Production site '${site.name}' asks for ${type.id}, which is meant for ${type.use}`,
        fix: { title: 'Ask for MultiApMultiDevice', edits: [set(site, 'reliability', 'MultiApMultiDevice')] },
      };
    }
  },

  examples: {
    bad: `
      site dc { tier production reliability SingleApMultiDevice }
      //                                    ^^^^^^^^^^^^^^^^^^^ HC206
      site lab { tier development reliability SingleApMultiDevice }`,
    good: `
      site dc { tier production reliability MultiApMultiDevice }
      site lab { tier development reliability SingleApMultiDevice }`,
  },
});
