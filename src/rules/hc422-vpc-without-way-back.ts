import { docs, api } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { allRoutes } from '../model/routes.ts';
import { defineRule, set } from './rule.ts';

export const vpcWithoutWayBack = defineRule({
  id: 'HC422',
  severity: 'warning',
  title: 'VPC without a way back',
  why: 'The platform does not write routes into an attached VPC by itself; without published routes or a static one, answers from the VPC go nowhere.',
  sources: [api('cbn/CreateTransitRouterVpcAttachment'), docs.transitRouterEcr],

  *check(topology) {
    // A VPC that is on an ECR too takes its routes from there (HC407).
    const onEcr = new Set(topology.ecrs.flatMap((ecr) => ecr.vpcs));
    for (const { transitRouter } of relations(topology).transitRouters) {
      for (const attachment of transitRouter.attachments) {
        const vpc = attachment.target;
        if (vpc?.kind !== 'vpc' || attachment.publishesRoutes || onEcr.has(vpc)) continue;
        if (allRoutes(vpc).some(({ nextHop }) => nextHop?.path === transitRouter.path)) continue;
        yield {
          element: attachment,
          property: 'publish-routes',
          message: `VPC '${vpc.name}' gets no routes from transit router '${transitRouter.name}' and has none of its own, so its answers do not find back`,
          fix: { title: 'Turn on publish-routes', edits: [set(attachment, 'publish-routes', 'on')] },
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      vpc own in cn-shanghai { prefix 172.20.0.0/16 route 10.10.0.0/16 to tr }
      cen backbone {
        transit-router tr in cn-shanghai {
          attach prod { publish-routes off }, own { publish-routes off }
          //                           ^^^ HC422
        }
      }`,
    good: `
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      vpc own in cn-shanghai { prefix 172.20.0.0/16 route 10.10.0.0/16 to tr }
      cen backbone {
        transit-router tr in cn-shanghai {
          attach prod { publish-routes on }, own { publish-routes off }
        }
      }`,
  },
});
