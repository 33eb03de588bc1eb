import { domainsOf } from '../design/endpoints.ts';
import { defineKind } from '../kind.ts';
import { ownershipNote } from '../naming.ts';
import { pages } from '../paging.ts';

/**
 * A private zone that holds the one name of an endpoint: no other name of the domain is hidden by it. It belongs to
 * no region. Source: aliyun-openapi-meta en-US/pvtz/AddZone.json, DescribeZones.json, UpdateZoneRemark.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_pvtz_zone.go.
 */
export const privateZone = defineKind({
  name: 'private-zone',
  title: 'private zone',
  product: 'pvtz',
  id: 'ZoneId',
  naturalKey: ['name'],
  properties: {
    name: { wire: 'ZoneName', as: 'caseless', required: true, immutable: true },
    remark: { wire: 'Remark', only: 'update' },
  },
  tags: {
    read: 'ResourceTags.ResourceTag',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'ZONE' },
  },
  vacantWithout: { count: 'RecordCount', users: 'BindVpcs.Vpc' },
  // What lies below the name goes on being asked for elsewhere.
  create: { action: 'AddZone', with: { ProxyPattern: 'RECORD' } },
  read: {
    action: 'DescribeZones',
    items: 'Zones.Zone',
    paging: pages,
    // The list does not tell which VPCs see it.
    detail: { action: 'DescribeZoneInfo', items: '', send: { ZoneId: '$id' } },
  },
  updates: [{ action: 'UpdateZoneRemark', properties: ['remark'] }],
  delete: { action: 'DeleteZone' },
  scopes: ['self'],
  goneCodes: ['Zone.NotExists'],
  bills: [{ item: 'private-zone' }, { item: 'private-zone-requests' }],
  billing: 'metered',
  carries: {},

  *desired({ topology, stack }) {
    for (const { service, vpc, domain, address } of domainsOf(topology)) {
      yield {
        address,
        element: service,
        region: '',
        tags: vpc.tags,
        inputs: { name: domain, remark: ownershipNote(stack, address) },
      };
    }
  },
});
