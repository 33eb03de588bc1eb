import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule } from './rule.ts';

export const ecrOnBasicTransitRouter = defineRule({
  id: 'HC406',
  severity: 'error',
  title: 'ECR on a Basic Edition transit router',
  why: 'Only an Enterprise Edition transit router takes an Express Connect Router.',
  sources: [docs.transitRouterEcr],

  *check(topology) {
    for (const ecr of topology.ecrs) {
      for (const { transitRouter, attachment } of relations(topology).attachmentsOf(ecr)) {
        // A new one is refused for its edition alone: that is HC417.
        if (transitRouter.edition !== 'basic' || transitRouter.cloudId === undefined) continue;
        yield {
          element: attachment,
          message: `Transit router '${transitRouter.name}' is of Basic Edition and does not take ECR '${ecr.name}'; use another one`,
        };
      }
    }
  },

  examples: {
    bad: `
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { id "tr-uf6basic" edition basic attach core } }
      //                                                                                      ^^^^ HC406`,
    good: `
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shanghai { id "tr-uf6enterprise" edition enterprise attach core } }`,
  },
});
