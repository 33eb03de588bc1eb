/** PrivateLink interface endpoints. */
import { ApiError } from '../engine/api-error.ts';
import { build } from '../engine/create.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { connectionOf } from './privatelink-connection.ts';
import { privatelinkSecurityGroup } from './privatelink-security-group.ts';
import { privatelinkZone } from './privatelink-zone.ts';
import { isKnownService } from './privatelink-service.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';

export const privatelinkEndpoint = defineResource({
  kind: 'privatelink-endpoint',
  product: 'privatelink',
  idField: 'EndpointId',
  idPrefix: 'ep-',
  life: {
    field: 'EndpointStatus',
    creating: 'Creating',
    ready: 'Active',
    modifying: 'Pending',
    deleting: 'Deleting',
    busy: 'EndpointOperationDenied',
  },
  notFound: { code: 'EndpointNotFound' },
  locks: () => [endpointLock],
  view,
  create: {
    action: 'CreateVpcEndpoint',
    parents: [
      { param: 'VpcId', kind: 'vpc', notFound: { code: 'VpcNotFound' }, wrongState: 'VpcOperationDenied' },
    ],
    check: checkService,
    // https://help.aliyun.com/en/privatelink/quotas-and-limits. Unverified: the code.
    quota: [{ by: ['VpcId'], max: 1000, code: 'QuotaExceeded.Endpoint' }],
    rename: { Zone: 'ZonesAtCreation', SecurityGroupId: 'SecurityGroupsAtCreation' },
    defaults: {
      EndpointType: 'Interface',
      AddressIpVersion: 'IPv4',
      ZoneAffinityEnabled: false,
      ProtectedEnabled: false,
    },
    fields: (call, _world, id) => ({
      EndpointBusinessStatus: 'Normal',
      EndpointDomain: `${id}.${text(call.params.ServiceId) || 'privatelink'}.${call.region}.privatelink.aliyuncs.com`,
      ServiceRegionId: text(call.params.ServiceRegionId) || call.region,
      ResourceOwner: true,
      Payer: 'Endpoint',
      Bandwidth: 3072,
    }),
    also: belongings,
  },
  reads: [
    { action: 'GetVpcEndpointAttribute', one: { by: ['EndpointId'] } },
    { action: 'ListVpcEndpoints', list: 'Endpoints' },
  ],
  modifies: [{ action: 'UpdateVpcEndpointAttribute', by: ['EndpointId'] }],
  delete: {
    action: 'DeleteVpcEndpoint',
    by: ['EndpointId'],
    // An endpoint with zones is not deletable: operation text of DeleteVpcEndpoint.
    dependents: [{ kind: 'privatelink-zone', by: 'EndpointId', code: 'EndpointOperationDenied' }],
    also: (endpoint, _call, world) =>
      [
        ...having(world, 'privatelink-security-group', 'EndpointId', endpoint.id),
        ...[world.find('privatelink-connection', endpoint.id)].filter((each) => each !== undefined),
      ].map((resource) => ({ op: 'delete', resource })),
  },
});

/** One write at a time per account: terraform-provider-alicloud resource_alicloud_privatelink_vpc_endpoint.go retries the code. */
export const endpointLock = { key: 'privatelink:account', code: 'ConcurrentCallNotSupported' } as const;

/** Alibaba Cloud's own services accept at once; an own service as soon as somebody enables the connection. */
function view(endpoint: Resource, world: World): Fields {
  const connection = world.find('privatelink-connection', endpoint.id);
  const settled = endpoint.status === 'Active' ? 'Connected' : 'Pending';
  return { ConnectionStatus: connection?.status ?? settled };
}

function checkService(call: Call, world: World): void {
  const id = text(call.params.ServiceId);
  const name = text(call.params.ServiceName);
  if (id === '' && name === '') throw new ApiError('MissingParameter', 'Give ServiceId or ServiceName.');
  const region = text(call.params.ServiceRegionId) || call.region;
  if (!isKnownService(id, name, region, world)) {
    throw new ApiError(
      'EndpointServiceNotFound',
      `No endpoint service in ${region} has the id or name "${id || name}".`,
      404,
    );
  }
}

function ownService(call: Call, world: World): Resource | undefined {
  const name = text(call.params.ServiceName);
  return (
    world.find('privatelink-service', text(call.params.ServiceId)) ??
    (name === '' ? undefined : having(world, 'privatelink-service', 'ServiceName', name)[0])
  );
}

/** Zones and security groups may be given with the endpoint. */
function belongings(endpoint: Resource, call: Call, world: World): readonly Change[] {
  const groups = list(call.params.SecurityGroupId).map(text);
  const zones = list(call.params.Zone).map(fieldsOf);
  const service = ownService(call, world);
  return [
    ...(service === undefined
      ? []
      : [{ op: 'create', resource: connectionOf(endpoint, service, world) } as const]),
    ...groups.map((SecurityGroupId): Change => {
      const params = { EndpointId: endpoint.id, SecurityGroupId };
      return {
        op: 'create',
        resource: build(privatelinkSecurityGroup, { action: call.action }, { ...call, params }, world),
      };
    }),
    ...zones.map((zone): Change => {
      const params = { ...zone, EndpointId: endpoint.id };
      const made = privatelinkZone.create;
      return {
        op: 'create',
        resource: build(
          privatelinkZone,
          { action: call.action, ...(made?.fields === undefined ? {} : { fields: made.fields }) },
          { ...call, params },
          world,
        ),
      };
    }),
  ];
}
