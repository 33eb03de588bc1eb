/** Which route tables learn the routes of an attachment. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { trLock } from './tr-attachment.ts';
import { checkLink, linkFields, linkFilters } from './tr-table-link.ts';

export const trPropagation = defineResource({
  kind: 'tr-propagation',
  product: 'cbn',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.TransitRouterAttachmentId)}:${text(fields.TransitRouterRouteTableId)}`,
  life: { creating: 'Enabling', ready: 'Active', deleting: 'Disabling', busy: 'IncorrectStatus.Status' },
  notFound: { code: 'InvalidTransitRouterAttachmentId.NotFound', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  create: {
    action: 'EnableTransitRouterRouteTablePropagation',
    check: checkLink,
    region: () => '',
    fields: linkFields,
    // Unverified: the code, formed like that of associations.
    unique: [
      {
        by: ['TransitRouterAttachmentId', 'TransitRouterRouteTableId'],
        code: 'PropagationExist.TransitRouterTable',
      },
    ],
  },
  reads: [
    {
      action: 'ListTransitRouterRouteTablePropagations',
      list: 'TransitRouterPropagations',
      by: linkFilters,
      parents: [{ param: 'TransitRouterRouteTableId', kind: 'tr-route-table' }],
    },
  ],
  delete: {
    action: 'DisableTransitRouterRouteTablePropagation',
    by: ['TransitRouterAttachmentId', 'TransitRouterRouteTableId'],
  },
});
