/** Cloud Monitor contacts and contact groups. Refusals come under HTTP 200 with Success=false. */
import { altered } from '../engine/change.ts';
import { list, text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Fields, Resource, World } from '../engine/types.ts';

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
