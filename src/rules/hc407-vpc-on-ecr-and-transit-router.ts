import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule, set } from './rule.ts';

export const vpcOnEcrAndTransitRouter = defineRule({
  id: 'HC407',
  severity: 'error',
  title: 'VPC that takes routes from ECR and transit router',
  why: 'A VPC on both an ECR and a transit router takes dynamic routes from one of them only, so the transit router must not publish its own.',
  sources: [docs.transitRouterEcr],

  *check(topology) {
    for (const ecr of topology.ecrs) {
      for (const vpc of ecr.vpcs) {
        for (const { transitRouter, attachment } of relations(topology).attachmentsOf(vpc)) {
          if (!attachment.publishesRoutes) continue;
          yield {
            element: attachment,
            message: `VPC '${vpc.name}' is on ECR '${ecr.name}' too, so transit router '${transitRouter.name}' must not publish its routes into it`,
            related: [{ element: ecr, message: `publishes its routes into VPC '${vpc.name}'` }],
            fix: { title: 'Turn off publish-routes', edits: [set(attachment, 'publish-routes', 'off')] },
          };
        }
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      ecr core { asn 45104 attach prod }
      cen backbone { transit-router tr in cn-shanghai { attach prod { publish-routes on } } }
      //                                                       ^^^^ HC407`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      ecr core { asn 45104 attach prod }
      cen backbone { transit-router tr in cn-shanghai { attach prod { publish-routes off } } }`,
  },
});
