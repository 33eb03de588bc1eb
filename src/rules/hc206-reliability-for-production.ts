import { reliabilitySource, reliabilityTypeById } from '../model/catalog/reliability.ts';
import { relations } from '../model/relations.ts';
import type { Site, Topology } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';

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
        fix: fixFor(topology, site),
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

/** With all circuits at one access point the type would not match them; HC202 moves one first. */
function fixFor(topology: Topology, site: Site): Fix | undefined {
  const circuits = relations(topology).circuitsOf(site);
  const places = new Set(circuits.map(({ accessPoint }) => accessPoint));
  if (circuits.length > 0 && places.size < 2) return undefined;
  return {
    title: 'Ask for MultiApMultiDevice',
    edits: [set(site, 'reliability', 'MultiApMultiDevice')],
  };
}
