/** Cloud Monitor contact groups: whom alerts go to. Refusals come under HTTP 200 with Success=false. */
import { ApiError } from '../engine/api-error.ts';
import { list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Resource, World } from '../engine/types.ts';

export const cmsContactGroup = defineResource({
  kind: 'cms-contact-group',
  product: 'cms',
  idField: 'Name',
  life: { ready: 'present' },
  notFound: { code: '404', status: 200 },
  view: (group) => ({
    Contacts: group.fields.ContactNames,
    UpdateTime: new Date(group.changedAt).toISOString(),
    EnabledWeeklyReport: false,
  }),
  put: {
    action: 'PutContactGroup',
    keyParam: 'ContactGroupName',
    defaults: { ContactNames: [], EnableSubscribed: false },
    check: ensureContacts,
  },
  reads: [{ action: 'DescribeContactGroupList', list: 'ContactGroupList' }],
  delete: {
    action: 'DeleteContactGroup',
    by: ['ContactGroupName'],
    rename: { ContactGroupName: 'Name' },
    check: ensureUnused,
  },
});

/** Every group that alerts go to must exist. */
export function ensureGroups(names: readonly string[], world: World): void {
  const unknown = names.find((name) => world.find('cms-contact-group', name) === undefined);
  if (unknown !== undefined)
    throw new ApiError('ResourceNotFound', `The contact group "${unknown}" does not exist.`, 200);
}

function ensureContacts(call: Call, world: World): void {
  const unknown = list(call.params.ContactNames)
    .map(text)
    .find((name) => world.find('cms-contact', name) === undefined);
  if (unknown !== undefined)
    throw new ApiError('ContactNotExists', `The contact "${unknown}" does not exist.`, 200);
}

function ensureUnused(_call: Call, world: World, group: Resource): void {
  const rule = world
    .list('cms-metric-rule')
    .find((each) => text(each.fields.ContactGroups).split(',').includes(group.id));
  const [target] = having(world, 'cms-event-rule', 'ContactGroup', group.id);
  const user = rule ?? target;
  if (user !== undefined) throw new ApiError('403', `The rule ${user.id} still sends to "${group.id}".`, 200);
}
