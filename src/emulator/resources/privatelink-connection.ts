/** Connections of endpoints to the account's own endpoint services, and their acceptance. */
import { absent, visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, Fields, Handler, Resource, World } from '../engine/types.ts';

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
  extra: {
    EnableVpcEndpointConnection: accept,
    DisableVpcEndpointConnection: (call, world) => set(call, world, ['Disconnecting', 'Disconnected']),
  },
});

function accept(call: Call, world: World): ReturnType<Handler> {
  return set(call, world, ['Connecting', 'Connected']);
}

function set(call: Call, world: World, path: readonly [string, string]): ReturnType<Handler> {
  const id = text(call.params.EndpointId);
  const endpoint = visible(world.find('privatelink-endpoint', id), { ...call, region: '' });
  if (endpoint === undefined) throw absent({ code: 'EndpointNotFound' }, `Endpoint ${id}`);
  const known = world.find('privatelink-connection', id);
  const fields: Fields = {
    ...known?.fields,
    ServiceId: text(call.params.ServiceId),
    ServiceRegionId: call.region,
  };
  const resource: Resource = {
    kind: 'privatelink-connection',
    id,
    order: known?.order ?? world.nextOrder(),
    region: call.region,
    owner: call.accountId,
    status: path[0],
    transition: {
      steps: [{ at: world.now + world.settings.transitionMs, status: path[1] }],
      locks: ['privatelink:account'],
    },
    fields,
    tags: [],
    createdAt: known?.createdAt ?? world.now,
    changedAt: world.now,
  };
  return { answer: {}, changes: [{ op: known === undefined ? 'create' : 'update', resource }] };
}
