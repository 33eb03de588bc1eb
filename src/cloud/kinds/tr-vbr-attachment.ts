import { attachmentsOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { foreignOwner } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A VBR on a transit router: the way without an ECR, and not together with one. Source: aliyun-openapi-meta
 * en-US/cbn/CreateTransitRouterVbrAttachment.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cen_transit_router_vbr_attachment.go.
 */
export const trVbrAttachment = defineKind({
  name: 'tr-vbr-attachment',
  title: 'VBR attachment',
  product: 'cbn',
  id: 'TransitRouterAttachmentId',
  naturalKey: ['transitRouter', 'vbr'],
  // A VBR belongs to one of them or to an ECR, and a transit router takes VBRs or ECRs:
  // https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs.
  limits: [{ on: ['vbr'] }],
  excludes: [
    { kind: 'ecr-vbr', on: { vbr: 'vbr' } },
    { kind: 'tr-ecr-attachment', on: { transitRouter: 'transitRouter' } },
  ],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    transitRouter: { wire: 'TransitRouterId', refersTo: ['transit-router'], required: true, immutable: true },
    vbr: { wire: 'VbrId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    vbrOwner: { wire: 'VbrOwnerId', immutable: true, namesOwner: true },
    name: { wire: 'TransitRouterAttachmentName' },
    publishesRoutes: { wire: 'AutoPublishRouteEnabled', as: 'flag', absent: false },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'TransitRouterVbrAttachment' },
  },
  status: { field: 'Status', ready: ['Attached'] },
  create: { action: 'CreateTransitRouterVbrAttachment' },
  read: {
    action: 'ListTransitRouterVbrAttachments',
    items: 'TransitRouterAttachments',
    paging: tokens,
    within: { CenId: 'cen', TransitRouterId: 'transitRouter' },
  },
  updates: [{ action: 'UpdateTransitRouterVbrAttachmentAttribute', properties: ['name', 'publishesRoutes'] }],
  delete: { action: 'DeleteTransitRouterVbrAttachment' },
  scopes: ['transitRouter', 'vbr'],
  minutes: { create: 10, delete: 15 },
  goneCodes: ['IllegalParam.Region', 'ParameterCenInstanceId'],
  bills: [{ item: 'tr-connection' }, { item: 'tr-processing' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, attachment, address } of attachmentsOf(topology, 'vbr')) {
      const target = attachment.target;
      if (target?.kind !== 'vbr') continue;
      yield {
        address,
        element: attachment,
        region: transitRouter.region,
        tags: transitRouter.tags,
        inputs: {
          cen: ref(cen.path),
          transitRouter: ref(transitRouter.path),
          vbr: ref(target.path),
          vbrOwner: foreignOwner(topology, target.account),
          name: cloudName(stack, `${transitRouter.name}-${target.name}`),
          publishesRoutes: attachment.publishesRoutes,
        },
      };
    }
  },
});
