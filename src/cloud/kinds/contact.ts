import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { monitoringRegion } from '../design/alerts.ts';
import { pages } from '../paging.ts';
import { secretInput } from '../secrets.ts';

/**
 * Who is told of alerts. Putting one again replaces it. A mail address or phone number works only after its owner
 * has followed the link that Cloud Monitor sends. Source: aliyun-openapi-meta en-US/cms/PutContact.json,
 * DescribeContactList.json; terraform-provider-alicloud alicloud/resource_alicloud_cms_alarm_contact.go.
 */
export const contact = defineKind({
  name: 'contact',
  title: 'alert contact',
  product: 'cms',
  id: ['name'],
  naturalKey: ['name'],
  isAccountWide: true,
  properties: {
    name: { wire: 'ContactName', read: 'Name', required: true, immutable: true },
    description: { wire: 'Describe', read: 'Desc', required: true },
    mail: { wire: 'Channels.Mail', absent: '' },
    phone: { wire: 'Channels.SMS', absent: '' },
    // Often with a token in it: what the cloud tells of it is kept nowhere.
    webhook: { wire: 'Channels.DingWebHook', read: false, absent: '' },
  },
  create: { action: 'PutContact' },
  read: { action: 'DescribeContactList', items: 'Contacts.Contact', paging: pages },
  updates: [
    {
      action: 'PutContact',
      properties: ['description', 'mail', 'phone', 'webhook'],
      send: { ContactName: 'name' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteContact', send: { ContactName: 'name' } },
  scopes: ['self'],
  goneCodes: ['ContactNotExists'],

  *desired({ topology, stack }) {
    for (const element of topology.contacts) {
      yield {
        address: element.path,
        element,
        region: monitoringRegion(topology),
        inputs: {
          name: cloudName(stack, element.name),
          description: element.label ?? ownershipNote(stack, element.path),
          mail: element.mail,
          phone: element.phone,
          webhook: typeof element.webhook === 'object' ? secretInput(element.webhook) : element.webhook,
        },
      };
    }
  },
});
