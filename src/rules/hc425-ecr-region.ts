import { regionById } from '../model/catalog/regions.ts';
import { api, docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { defineRule } from './rule.ts';

export const ecrRegion = defineRule({
  id: 'HC425',
  severity: 'info',
  title: 'Region without a published ECR endpoint',
  why: 'The published metadata lists an endpoint for ECR in most regions. A missing one does not prove that the region has no ECR; the API tells.',
  sources: [docs.apiEndpoints, api('expressconnectrouter/ListExpressConnectRouterSupportedRegion')],

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      const region = transitRouter.region === undefined ? undefined : regionById(transitRouter.region);
      if (region === undefined || region.published.includes('ecr')) continue;
      for (const attachment of transitRouter.attachments) {
        if (attachment.target?.kind !== 'ecr') continue;
        yield {
          element: attachment,
          message: `No ECR endpoint is published for ${region.id}; ask ListExpressConnectRouterSupportedRegion before ECR '${attachment.target.name}' is planned there`,
        };
      }
    }
  },

  examples: {
    bad: `
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-hongkong { attach core } }
      //                                                       ^^^^ HC425`,
    good: `
      ecr core { asn 45104 }
      cen backbone { transit-router tr in cn-shenzhen { attach core } }`,
  },
});
