/** What associations and propagations have in common: an attachment and a route table of one transit router. */
import { ApiError } from '../engine/api-error.ts';
import { visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { attachedResource, findAttachment, isOnRouter } from './tr-attachment.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

export function checkLink(call: Call, world: World): void {
  const table = linkTable(call, world);
  const id = text(call.params.TransitRouterAttachmentId);
  const attachment = visible(findAttachment(id, world), { ...call, region: '' });
  if (attachment === undefined)
    throw new ApiError('InvalidTransitRouterAttachmentId.NotFound', `Attachment ${id} does not exist.`);
  const router = text(table.fields.TransitRouterId);
  if (!isOnRouter(attachment, router)) {
    throw new ApiError(
      'InvalidTransitRouterAttachmentId.NotFound',
      `Attachment ${id} is not on transit router ${router}.`,
    );
  }
  for (const each of [table, attachment]) {
    if (each.transition !== undefined)
      throw new ApiError('IncorrectStatus.Status', `${each.id} is ${each.status}.`);
  }
}

export function linkTable(call: Call, world: World): Resource {
  const id = text(call.params.TransitRouterRouteTableId);
  const table = visible(world.find('tr-route-table', id), call);
  if (table === undefined)
    throw new ApiError('InvalidTransitRouterRouteTableId.NotFound', `Route table ${id} does not exist.`);
  return table;
}

export function linkFields(call: Call, world: World): Fields {
  return {
    TransitRouterId: text(linkTable(call, world).fields.TransitRouterId),
    ...attachedResource(findAttachment(text(call.params.TransitRouterAttachmentId), world)),
  };
}

/** Filter names of the two list actions. */
export const linkFilters = {
  TransitRouterAttachmentResourceId: 'ResourceId',
  TransitRouterAttachmentResourceType: 'ResourceType',
} as const;
