/** Which route table an attachment looks its packets up in. */
import { altered } from '../engine/change.ts';
import { ensureSettled, ensureUnlocked } from '../engine/lifecycle.ts';
import { absent } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { trLock } from './tr-attachment.ts';
import { checkLink, linkFields, linkFilters, linkTable } from './tr-table-link.ts';
import type { Call, Handler, World } from '../engine/types.ts';

export const trAssociation = defineResource({
  kind: 'tr-association',
  product: 'cbn',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.TransitRouterAttachmentId)}:${text(fields.TransitRouterRouteTableId)}`,
  life: {
    creating: 'Associating',
    ready: 'Active',
    deleting: 'Dissociating',
    busy: 'IncorrectStatus.Status',
  },
  notFound: { code: 'InvalidTransitRouterAttachmentId.NotFound', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  create: {
    action: 'AssociateTransitRouterAttachmentWithRouteTable',
    check: checkLink,
    region: () => '',
    fields: linkFields,
    // One table per attachment, and for an inter-region connection one on either side:
    // https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-errorcodes
    unique: [
      { by: ['TransitRouterAttachmentId', 'TransitRouterId'], code: 'AssociationExist.TransitRouterTable' },
    ],
  },
  reads: [
    { action: 'ListTransitRouterRouteTableAssociations', list: 'TransitRouterAssociations', by: linkFilters },
  ],
  delete: {
    action: 'DissociateTransitRouterAttachmentFromRouteTable',
    by: ['TransitRouterAttachmentId', 'TransitRouterRouteTableId'],
  },
  extra: { ReplaceTransitRouterRouteTableAssociation: replace },
});

/** Moves an attachment to another table of the same transit router; `Replacing` is the documented status meanwhile. */
function replace(call: Call, world: World): ReturnType<Handler> {
  checkLink(call, world);
  const table = linkTable(call, world);
  const router = text(table.fields.TransitRouterId);
  const known = having(
    world,
    'tr-association',
    'TransitRouterAttachmentId',
    text(call.params.TransitRouterAttachmentId),
  ).find((each) => text(each.fields.TransitRouterId) === router);
  if (known === undefined)
    throw absent({ code: 'InvalidTransitRouterAttachmentId.NotFound', status: 400 }, 'The association');
  ensureSettled(trAssociation, known);
  const locks = [trLock(router)];
  ensureUnlocked(locks, world, known);
  const fields = { ...known.fields, TransitRouterRouteTableId: table.id };
  const moved = {
    ...altered(known, fields, ['Replacing', 'Active'], locks, world),
    id: trAssociation.identify?.(fields) ?? known.id,
  };
  return {
    answer: {},
    changes: [
      { op: 'delete', resource: altered(known, known.fields, [null], [], world) },
      { op: 'create', resource: moved },
    ],
  };
}
