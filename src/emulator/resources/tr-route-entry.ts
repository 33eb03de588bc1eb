/** Static routes of a transit router. Refusals: error table of CreateTransitRouterRouteEntry. */
import { ApiError } from '../engine/api-error.ts';
import { gone } from '../engine/change.ts';
import { ensureSettled, ensureUnlocked, locksOf } from '../engine/lifecycle.ts';
import { need } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { defineResource, prefixParam } from './define.ts';
import { attachedResource, findAttachment, isOnRouter, trLock } from './tr-attachment.ts';
import { linkTable } from './tr-table-link.ts';
import type { Call, Fields, Handler, Resource, World } from '../engine/types.ts';

export const trRouteEntry = defineResource({
  kind: 'tr-route-entry',
  product: 'cbn',
  idField: 'TransitRouterRouteEntryId',
  idPrefix: 'rte-',
  life: {
    field: 'TransitRouterRouteEntryStatus',
    creating: 'Creating',
    ready: 'Active',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.Status',
  },
  notFound: { code: 'IllegalParam.TransitRouterRouteEntryId', status: 400 },
  locks: (fields) => [trLock(text(fields.TransitRouterId))],
  view,
  create: {
    action: 'CreateTransitRouterRouteEntry',
    check: checkEntry,
    region: () => '',
    unique: [
      {
        by: ['TransitRouterRouteTableId', 'TransitRouterRouteEntryDestinationCidrBlock'],
        code: 'OperationFailed.CreateRouteEntryWithSameDestinationCidrBlock',
      },
    ],
    fields: (call, world) => ({
      TransitRouterId: text(linkTable(call, world).fields.TransitRouterId),
      TransitRouterRouteEntryType: 'Static',
      OperationalMode: true,
    }),
  },
  reads: [
    {
      action: 'ListTransitRouterRouteEntries',
      list: 'TransitRouterRouteEntries',
      by: {
        TransitRouterRouteEntryIds: 'TransitRouterRouteEntryId',
        TransitRouterRouteEntryNames: 'TransitRouterRouteEntryName',
      },
      ignore: ['TransitRouterRouteEntryStatus'],
      parents: [{ param: 'TransitRouterRouteTableId', kind: 'tr-route-table' }],
      // Only active ones unless asked otherwise: parameter text of TransitRouterRouteEntryStatus.
      where: (each, call) => {
        const wanted = text(call.params.TransitRouterRouteEntryStatus) || 'Active';
        return wanted === 'All' || wanted === each.status;
      },
    },
  ],
  modifies: [{ action: 'UpdateTransitRouterRouteEntry', by: ['TransitRouterRouteEntryId'] }],
  extra: { DeleteTransitRouterRouteEntry: remove },
});

function view(entry: Resource, world: World): Fields {
  const target = attachedResource(findAttachment(text(entry.fields.TransitRouterRouteEntryNextHopId), world));
  return {
    TransitRouterRouteEntryNextHopResourceId: target.ResourceId,
    TransitRouterRouteEntryNextHopResourceType: target.ResourceType,
  };
}

function checkEntry(call: Call, world: World): void {
  const table = linkTable(call, world);
  if (table.transition !== undefined)
    throw new ApiError('IncorrectStatus.Status', `Route table ${table.id} is ${table.status}.`);
  prefixParam(
    call,
    'TransitRouterRouteEntryDestinationCidrBlock',
    'InvalidParameter.TransitRouterRouteEntryDestinationCidrBlock',
  );
  const hop = text(call.params.TransitRouterRouteEntryNextHopId);
  const isBlackHole = text(call.params.TransitRouterRouteEntryNextHopType) === 'BlackHole';
  if (isBlackHole && hop !== '')
    throw new ApiError('ParamExclusive.NextHopTypeBlackHoleAndNextHopId', 'A black hole has no next hop.');
  if (isBlackHole) return;
  if (hop === '')
    throw new ApiError(
      'MissingParam.TransitRouterRouteEntryNextHopId',
      'The parameter TransitRouterRouteEntryNextHopId is mandatory.',
    );
  const attachment = findAttachment(hop, world);
  if (attachment === undefined || !isOnRouter(attachment, text(table.fields.TransitRouterId))) {
    throw new ApiError(
      'InvalidTransitRouterRouteEntryNextHopId.NotFound',
      `${hop} is no attachment of this transit router.`,
    );
  }
  if (attachment.transition !== undefined)
    throw new ApiError('InstanceStatus.NotSupport', `Attachment ${hop} is ${attachment.status}.`);
}

/** By id alone, or by table, destination and next hop. */
function remove(call: Call, world: World): ReturnType<Handler> {
  const keys = [
    'TransitRouterRouteTableId',
    'TransitRouterRouteEntryDestinationCidrBlock',
    'TransitRouterRouteEntryNextHopType',
    'TransitRouterRouteEntryNextHopId',
  ];
  const given = keys.filter((each) => text(call.params[each]) !== '');
  const byId = text(call.params.TransitRouterRouteEntryId) !== '';
  if (byId === given.length > 0)
    throw new ApiError(
      'InvalidParameter',
      'Give either TransitRouterRouteEntryId alone, or the table, destination and next hop.',
    );
  const entry = need(trRouteEntry, byId ? ['TransitRouterRouteEntryId'] : given, call, world);
  ensureSettled(trRouteEntry, entry);
  const locks = locksOf(trRouteEntry, entry.fields, world);
  ensureUnlocked(locks, world, entry);
  return { answer: {}, changes: [gone(trRouteEntry, entry, locks, world)] };
}
