import { defineKind } from '../kind.ts';
import { endpointsOf, endpointZones } from '../design/endpoints.ts';
import { tokensOf50 } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A zone of an endpoint: one address in one vSwitch. `Wait` is a zone whose connection nobody has accepted yet.
 * Source: aliyun-openapi-meta en-US/privatelink/AddZoneToVpcEndpoint.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_privatelink_vpc_endpoint_zone.go.
 */
export const privatelinkZone = defineKind({
  name: 'privatelink-zone',
  title: 'endpoint zone',
  product: 'privatelink',
  id: ['endpoint', 'zone'],
  naturalKey: ['endpoint', 'zone'],
  properties: {
    endpoint: {
      wire: 'EndpointId',
      read: false,
      refersTo: ['privatelink-endpoint'],
      required: true,
      immutable: true,
    },
    zone: { wire: 'ZoneId', required: true, immutable: true },
    vswitch: { wire: 'VSwitchId', refersTo: ['vswitch'], required: true, immutable: true },
  },
  status: { field: 'ZoneStatus', ready: ['Wait', 'Connected'], gone: ['Migrated'] },
  create: { action: 'AddZoneToVpcEndpoint' },
  read: {
    action: 'ListVpcEndpointZones',
    items: 'Zones',
    paging: tokensOf50,
    within: { EndpointId: 'endpoint' },
  },
  delete: { action: 'RemoveZoneFromVpcEndpoint', send: { EndpointId: 'endpoint', ZoneId: 'zone' } },
  outputs: { ip: { field: 'EniIp' } },
  scopes: ['account:privatelink', 'endpoint'],
  goneCodes: ['EndpointZoneNotFound', 'EndpointNotFound'],
  bills: [{ item: 'privatelink-instance' }],
  billing: 'metered',
  carries: {},

  *desired({ topology }) {
    for (const endpoint of endpointsOf(topology)) {
      for (const { zone, vswitch, address } of endpointZones(endpoint)) {
        yield {
          address,
          element: endpoint.service,
          region: endpoint.vpc.region,
          inputs: { endpoint: ref(endpoint.address), zone, vswitch: ref(vswitch.path) },
        };
      }
    }
  },
});
