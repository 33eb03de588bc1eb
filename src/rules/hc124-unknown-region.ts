import { regionSources } from '../model/catalog/regions.ts';
import { unknownRegionMessage } from '../model/unknown-region.ts';
import { defineRule } from './rule.ts';

export const unknownRegion = defineRule({
  id: 'HC124',
  severity: 'warning',
  title: 'Unknown region',
  why: 'What is created in a region that does not exist is refused in the middle of an apply. Regions that are newer than hcnet are unknown to it as well.',
  sources: regionSources,

  *check(topology) {
    const { network, vpcs, cens, services } = topology;
    const hubs = cens.flatMap(({ transitRouters }) => transitRouters);
    for (const element of [network, ...vpcs, ...hubs, ...services]) {
      if (element?.region === undefined) continue;
      const message = unknownRegionMessage(element.region);
      if (message === undefined) continue;
      yield { element, property: element.kind === 'network' ? 'region' : 'in', message };
    }
  },

  examples: {
    bad: `
      network shop { region mars-1 }
      //                    ^^^^^^ HC124
      vpc prod in cn-shangai { prefix 192.168.0.0/16 }
      //          ^^^^^^^^^^ HC124`,
    good: `
      network shop { region cn-beijing }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }`,
  },
});
