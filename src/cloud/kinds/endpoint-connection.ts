import { endpointsOf } from '../design/endpoints.ts';
import { foreignOwner } from '../design/ownership.ts';
import { defineKind } from '../kind.ts';
import { tokensOf50 } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * The consent to an endpoint's connection, of a service that does not let everybody in. The connection itself comes
 * and goes with the endpoint: a disconnected one is one without consent. Source: aliyun-openapi-meta
 * en-US/privatelink/EnableVpcEndpointConnection.json, DisableVpcEndpointConnection.json,
 * ListVpcEndpointConnections.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_privatelink_vpc_endpoint_connection.go;
 * https://www.alibabacloud.com/help/en/privatelink/user-guide/managing-endpoint-connections
 */
export const endpointConnection = defineKind({
  name: 'endpoint-connection',
  title: 'accepted endpoint',
  product: 'privatelink',
  id: ['service', 'endpoint'],
  naturalKey: ['service', 'endpoint'],
  properties: {
    service: { wire: 'ServiceId', refersTo: ['endpoint-service'], required: true, immutable: true },
    endpoint: { wire: 'EndpointId', refersTo: ['privatelink-endpoint'], required: true, immutable: true },
  },
  status: {
    field: 'ConnectionStatus',
    ready: ['Connected'],
    gone: ['Disconnected', 'Deleting', 'ServiceDeleted'],
  },
  create: { action: 'EnableVpcEndpointConnection' },
  read: {
    action: 'ListVpcEndpointConnections',
    items: 'Connections',
    paging: tokensOf50,
    within: { ServiceId: 'service' },
  },
  delete: {
    action: 'DisableVpcEndpointConnection',
    send: { ServiceId: 'service', EndpointId: 'endpoint' },
  },
  scopes: ['account:privatelink', 'service', 'endpoint'],
  goneCodes: ['EndpointServiceNotFound', 'EndpointNotFound', 'EndpointConnectionNotFound'],
  carries: {},

  *desired({ topology }) {
    for (const service of topology.endpointServices) {
      if (service.acceptsAll || foreignOwner(topology, service.account) !== undefined) continue;
      const base = { region: service.region };
      for (const { access, service: user, address } of endpointsOf(topology)) {
        if (access.endpointService !== service) continue;
        yield {
          ...base,
          address: `${address}/connection`,
          element: user,
          inputs: { service: ref(service.path), endpoint: ref(address) },
        };
      }
      for (const endpoint of new Set(service.accepted)) {
        yield {
          ...base,
          address: `${service.path}/connection.${endpoint}`,
          element: service,
          inputs: { service: ref(service.path), endpoint },
        };
      }
    }
  },
});
