import { contactGroupAddress, monitoringRegion } from '../design/alerts.ts';
import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * The contacts of one monitoring block. Source: aliyun-openapi-meta en-US/cms/PutContactGroup.json,
 * DescribeContactGroupList.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cms_alarm_contact_group.go.
 */
export const contactGroup = defineKind({
  name: 'contact-group',
  title: 'alert contact group',
  product: 'cms',
  id: ['name'],
  naturalKey: ['name'],
  isAccountWide: true,
  properties: {
    name: { wire: 'ContactGroupName', read: 'Name', required: true, immutable: true },
    description: { wire: 'Describe' },
    contacts: { wire: 'ContactNames', read: 'Contacts.Contact', as: 'set', refersTo: ['contact'] },
  },
  create: { action: 'PutContactGroup' },
  read: { action: 'DescribeContactGroupList', items: 'ContactGroupList.ContactGroup', paging: pages },
  updates: [
    {
      action: 'PutContactGroup',
      properties: ['description', 'contacts'],
      send: { ContactGroupName: 'name' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteContactGroup', send: { ContactGroupName: 'name' } },
  scopes: ['self'],
  goneCodes: ['ContactNotExists'],

  *desired({ topology, stack }) {
    for (const element of topology.monitorings) {
      const address = contactGroupAddress(element);
      yield {
        address,
        element,
        region: monitoringRegion(topology),
        lifecycle: element.lifecycle,
        inputs: {
          name: cloudName(stack, element.name),
          description: ownershipNote(stack, address),
          contacts: element.notify.map((each) => ref(each.path)),
        },
      };
    }
  },
});
