import { ecrLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { TransitRouter } from '../model/topology.ts';
import { defineRule, remove } from './rule.ts';

export const ecrOnTwoTransitRouters = defineRule({
  id: 'HC405',
  severity: 'error',
  title: 'ECR on two transit routers of one region',
  why: 'An Express Connect Router connects to one transit router in each region.',
  sources: ecrLimits.transitRoutersPerRegion.sources,

  *check(topology) {
    for (const ecr of topology.ecrs) {
      const firsts = new Map<string, TransitRouter>();
      for (const { transitRouter, attachment } of relations(topology).attachmentsOf(ecr)) {
        const { region } = transitRouter;
        if (region === undefined) continue;
        const first = firsts.get(region);
        if (first === undefined) {
          firsts.set(region, transitRouter);
          continue;
        }
        yield {
          element: attachment,
          message: `ECR '${ecr.name}' is on transit router '${first.name}' in ${region} already, and connects to one in each region only`,
          related: [{ element: first, message: `has ECR '${ecr.name}' first` }],
          fix: { title: `Detach '${ecr.name}' from '${transitRouter.name}'`, edits: [remove(attachment)] },
        };
      }
    }
  },

  examples: {
    bad: `
      ecr core { asn 45104 }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen one { transit-router tr-1 in cn-shanghai { attach core } }
      cen two { transit-router tr-2 in cn-shanghai { attach prod, core } }
      //                                                          ^^^^ HC405`,
    good: `
      ecr core { asn 45104 }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen one { transit-router tr-1 in cn-shanghai { attach core } }
      cen two { transit-router tr-2 in cn-shanghai { attach prod } }`,
  },
});
