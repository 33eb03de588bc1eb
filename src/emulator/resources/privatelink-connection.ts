/** Connections of endpoints to the account's own endpoint services, and their acceptance. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Resource, World } from '../engine/types.ts';

export const privatelinkConnection = defineResource({
  kind: 'privatelink-connection',
  product: 'privatelink',
  idField: 'EndpointId',
  life: { field: 'ConnectionStatus', ready: 'Connected', busy: 'EndpointConnectionOperationDenied' },
  notFound: { code: 'EndpointConnectionNotFound' },
  locks: () => [{ key: 'privatelink:account', code: 'ConcurrentCallNotSupported' }],
  view: (connection, world) => {
    const endpoint = world.find('privatelink-endpoint', connection.id);
    return {
      EndpointVpcId: text(endpoint?.fields.VpcId),
      EndpointRegionId: endpoint?.region ?? '',
      EndpointOwnerId: endpoint?.owner ?? '',
      Bandwidth: 3072,
      Zones: [],
    };
  },
  reads: [{ action: 'ListVpcEndpointConnections', list: 'Connections' }],
  modifies: [{ action: 'UpdateVpcEndpointConnectionAttribute', by: ['EndpointId'] }],
  moves: [
    {
      action: 'EnableVpcEndpointConnection',
      by: ['EndpointId', 'ServiceId'],
      from: ['Disconnected'],
      path: ['Connecting', 'Connected'],
      wrongState: 'EndpointConnectionOperationDenied',
    },
    {
      action: 'DisableVpcEndpointConnection',
      by: ['EndpointId', 'ServiceId'],
      from: ['Connected'],
      path: ['Disconnecting', 'Disconnected'],
      wrongState: 'EndpointConnectionOperationDenied',
    },
  ],
});

/**
 * Appears with the endpoint, and waits there unless the service lets everybody in:
 * https://www.alibabacloud.com/help/en/privatelink/user-guide/managing-endpoint-connections
 */
export function connectionOf(endpoint: Resource, service: Resource, world: World): Resource {
  return {
    kind: 'privatelink-connection',
    id: endpoint.id,
    order: world.nextOrder(),
    region: service.region,
    owner: service.owner,
    status: service.fields.AutoAcceptEnabled === true ? 'Connected' : 'Disconnected',
    fields: { ServiceId: service.id, ServiceRegionId: service.region },
    tags: [],
    createdAt: world.now,
    changedAt: world.now,
  };
}
