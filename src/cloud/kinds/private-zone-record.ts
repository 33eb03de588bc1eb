import { domainsOf, endpointZones } from '../design/endpoints.ts';
import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * An address of an endpoint in its private zone, one for each zone that the endpoint stands in. Source:
 * aliyun-openapi-meta en-US/pvtz/AddZoneRecord.json, UpdateZoneRecord.json, DescribeZoneRecords.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_pvtz_zone_record.go.
 */
export const privateZoneRecord = defineKind({
  name: 'private-zone-record',
  title: 'private DNS record',
  product: 'pvtz',
  id: 'RecordId',
  naturalKey: ['zone', 'host', 'type', 'value'],
  properties: {
    zone: { wire: 'ZoneId', refersTo: ['private-zone'], required: true, immutable: true },
    host: { wire: 'Rr', required: true },
    type: { wire: 'Type', required: true },
    value: { wire: 'Value', required: true },
  },
  status: { field: 'Status', ready: ['ENABLE'] },
  create: { action: 'AddZoneRecord' },
  read: {
    action: 'DescribeZoneRecords',
    items: 'Records.Record',
    paging: pages,
    within: { ZoneId: 'zone' },
  },
  updates: [{ action: 'UpdateZoneRecord', properties: ['host', 'type', 'value'], sends: 'all' }],
  delete: { action: 'DeleteZoneRecord' },
  scopes: ['zone'],
  goneCodes: ['Zone.NotExists', 'Record.NotExists'],
  carries: {},

  *desired({ topology }) {
    for (const endpoint of domainsOf(topology)) {
      for (const { zone, address } of endpointZones(endpoint)) {
        yield {
          address: `${endpoint.address}/record.${zone}`,
          element: endpoint.service,
          region: '',
          inputs: {
            zone: ref(endpoint.address),
            // The name of the zone itself.
            host: '@',
            type: 'A',
            value: ref(address, 'ip'),
          },
        };
      }
    }
  },
});
