/** Gateway endpoints: a private way from a VPC to OSS by routes. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { ensureSettled, locksOf } from '../engine/lifecycle.ts';
import { need } from '../engine/lookup.ts';
import { list, text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, Fields, Handler, World } from '../engine/types.ts';

export const vpcGatewayEndpoint = defineResource({
  kind: 'vpc-gateway-endpoint',
  product: 'vpc',
  idField: 'EndpointId',
  idPrefix: 'vpce-',
  life: {
    field: 'EndpointStatus',
    creating: 'Creating',
    ready: 'Created',
    modifying: 'Modifying',
    deleting: 'Deleting',
    busy: 'OperationFailed.ConcurrentOperation',
  },
  notFound: { code: 'ResourceNotFound.GatewayEndpoint' },
  locks: (fields) => [{ key: `vpc:${text(fields.VpcId)}`, code: 'OperationConflict' }],
  view: (endpoint) => ({
    RouteTables: endpoint.fields.RouteTableIds,
    AssociatedRouteTables: endpoint.fields.RouteTableIds,
  }),
  create: {
    action: 'CreateVpcGatewayEndpoint',
    parents: [{ param: 'VpcId', kind: 'vpc', wrongState: 'IncorrectStatus.Vpc' }],
    // Unverified: the code. One endpoint per VPC and service.
    unique: [{ by: ['VpcId', 'ServiceName'], code: 'ResourceAlreadyExist.GatewayEndpoint' }],
    defaults: { RouteTableIds: [] },
  },
  reads: [
    { action: 'GetVpcGatewayEndpointAttribute', one: { by: ['EndpointId'] } },
    { action: 'ListVpcGatewayEndpoints', list: 'Endpoints' },
  ],
  modifies: [{ action: 'UpdateVpcGatewayEndpointAttribute', by: ['EndpointId'] }],
  delete: {
    action: 'DeleteVpcGatewayEndpoint',
    by: ['EndpointId'],
    check: (_call, _world, endpoint) => {
      const [table] = list(endpoint.fields.RouteTableIds);
      if (table !== undefined)
        throw new ApiError(
          'DependencyViolation.RouteTable',
          `Route table ${text(table)} still uses ${endpoint.id}.`,
        );
    },
  },
  extra: {
    AssociateRouteTablesWithVpcGatewayEndpoint: (call, world) =>
      setTables(call, world, 'Associating', (known, ids) => [...new Set([...known, ...ids])]),
    DissociateRouteTablesFromVpcGatewayEndpoint: (call, world) =>
      setTables(call, world, 'Dissociating', (known, ids) => known.filter((each) => !ids.includes(each))),
  },
});

function setTables(
  call: Call,
  world: World,
  via: string,
  change: (known: readonly string[], ids: readonly string[]) => readonly string[],
): ReturnType<Handler> {
  const endpoint = need(vpcGatewayEndpoint, ['EndpointId'], call, world);
  ensureSettled(vpcGatewayEndpoint, endpoint);
  const ids = list(call.params.RouteTableIds).map(text);
  const unknown = ids.find(
    (id) => text(world.find('route-table', id)?.fields.VpcId) !== text(endpoint.fields.VpcId),
  );
  if (unknown !== undefined)
    throw new ApiError(
      'ResourceNotFound.RouteTable',
      `Route table ${unknown} is not in the VPC of ${endpoint.id}.`,
      404,
    );
  const fields: Fields = {
    ...endpoint.fields,
    RouteTableIds: change(list(endpoint.fields.RouteTableIds).map(text), ids),
  };
  const resource = altered(
    endpoint,
    fields,
    [via, 'Created'],
    locksOf(vpcGatewayEndpoint, fields, world),
    world,
  );
  return { answer: {}, changes: [{ op: 'update', resource }] };
}
