/** Cloud Monitor contacts and contact groups. Refusals come under HTTP 200 with Success=false. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

const notFound = { code: 'ContactNotExists', status: 200 } as const;

export const cmsContact = defineResource({
  kind: 'cms-contact',
  product: 'cms',
  idField: 'Name',
  life: { ready: 'present' },
  notFound,
  view: (contact, world) => ({
    ContactGroups: groupsOf(contact.id, world),
    UpdateTime: new Date(contact.changedAt).toISOString(),
    ...channels(contact),
  }),
  put: {
    action: 'PutContact',
    keyParam: 'ContactName',
    rename: { Describe: 'Desc' },
  },
  reads: [
    {
      action: 'DescribeContactList',
      list: 'Contacts',
      by: { ContactName: 'Name' },
      ignore: ['ChanelType', 'ChanelValue'],
    },
    {
      action: 'DescribeContactListByContactGroup',
      list: 'Contacts',
      ignore: ['ContactGroupName'],
      where: (each, call, world) =>
        list(
          world.find('cms-contact-group', text(call.params.ContactGroupName))?.fields.ContactNames,
        ).includes(each.id),
    },
  ],
  delete: {
    action: 'DeleteContact',
    by: ['ContactName'],
    rename: { ContactName: 'Name' },
    also: (contact, _call, world) =>
      groupsOf(contact.id, world)
        .map((name) => world.find('cms-contact-group', name))
        .filter((each) => each !== undefined)
        .map((group) => {
          const members = list(group.fields.ContactNames).filter((each) => each !== contact.id);
          return {
            op: 'update',
            resource: altered(group, { ...group.fields, ContactNames: members }, [group.status], [], world),
          };
        }),
  },
});

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

function groupsOf(contact: string, world: World): readonly string[] {
  return world
    .list('cms-contact-group')
    .filter((each) => list(each.fields.ContactNames).includes(contact))
    .map((each) => each.id);
}

/** Written as `Channels.Mail`, read as an object; a mail or SMS channel waits until the person activates it. */
function channels(contact: Resource): Fields {
  const given = ['Mail', 'SMS', 'AliIM', 'DingWebHook']
    .map((name) => [name, text(contact.fields[`Channels.${name}`])] as const)
    .filter(([, value]) => value !== '');
  return {
    Channels: Object.fromEntries(given),
    ChannelsState: Object.fromEntries(
      given.map(([name]) => [name, name === 'Mail' || name === 'SMS' ? 'PENDING' : 'OK']),
    ),
  };
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
