import { ecrTransitRouterPath } from '../../model/links.ts';
import { attachmentsOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { foreignOwner } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * An ECR on a transit router, after their association. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouterEcrAttachment.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_ecr_attachment.go and its two-step example.
 */
export const trEcrAttachment = defineKind({
  name: 'tr-ecr-attachment',
  title: 'ECR attachment',
  product: 'cbn',
  id: 'TransitRouterAttachmentId',
  naturalKey: ['transitRouter', 'ecr'],
  // A transit router takes VBRs or ECRs: https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs.
  excludes: [{ kind: 'tr-vbr-attachment', on: { transitRouter: 'transitRouter' } }],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    ecr: { wire: 'EcrId', refersTo: ['ecr'], required: true, immutable: true },
    ecrOwner: { wire: 'EcrOwnerId', immutable: true, namesOwner: true },
    name: { wire: 'TransitRouterAttachmentName' },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouterEcrAttachment' },
  },
  status: { field: 'Status', ready: ['Attached'] },
  create: { action: 'CreateTransitRouterEcrAttachment' },
  read: {
    action: 'ListTransitRouterEcrAttachments',
    items: 'TransitRouterAttachments',
    paging: tokens,
    within: { CenId: 'cen', TransitRouterId: 'transitRouter' },
  },
  updates: [{ action: 'UpdateTransitRouterEcrAttachmentAttribute', properties: ['name'] }],
  delete: { action: 'DeleteTransitRouterEcrAttachment' },
  scopes: ['transitRouter', 'ecr'],
  goneCodes: ['IllegalParam.Region', 'ParameterCenInstanceId'],
  bills: [{ item: 'tr-connection' }, { item: 'tr-processing' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, attachment, address } of attachmentsOf(topology, 'ecr')) {
      const target = attachment.target;
      if (target?.kind !== 'ecr') continue;
      yield {
        address,
        element: attachment,
        region: transitRouter.region,
        tags: transitRouter.tags,
        inputs: {
          cen: ref(cen.path),
          transitRouter: ref(transitRouter.path),
          ecr: ref(target.path),
          ecrOwner: foreignOwner(topology, target.account),
          name: cloudName(stack, `${transitRouter.name}-${target.name}`),
        },
        // Another account's ECR is associated by its owner.
        after:
          foreignOwner(topology, target.account) === undefined
            ? [ecrTransitRouterPath(target, transitRouter)]
            : [],
      };
    }
  },
});
