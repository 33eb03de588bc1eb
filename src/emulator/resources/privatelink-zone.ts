/** Zones of an endpoint: a network interface each. */
import { ApiError } from '../engine/api-error.ts';
import { parsePrefix, addressAt } from '../../model/ip.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

export const privatelinkZone = defineResource({
  kind: 'privatelink-zone',
  product: 'privatelink',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.EndpointId)}:${text(fields.ZoneId)}`,
  life: {
    field: 'ZoneStatus',
    creating: 'Creating',
    ready: 'Connected',
    deleting: 'Deleting',
    busy: 'EndpointLocked',
  },
  notFound: { code: 'EndpointZoneNotFound' },
  locks: (fields) => [
    { key: `endpoint:${text(fields.EndpointId)}`, code: 'EndpointLocked' },
    { key: 'privatelink:account', code: 'ConcurrentCallNotSupported' },
  ],
  view: (zone, world) => ({ ZoneStatus: statusOf(zone, world) }),
  create: {
    action: 'AddZoneToVpcEndpoint',
    parents: [{ param: 'EndpointId', kind: 'privatelink-endpoint', wrongState: 'EndpointOperationDenied' }],
    check: checkSubnet,
    unique: [{ by: ['EndpointId', 'ZoneId'], code: 'EndpointZoneAlreadyExists' }],
    fields: (call, world) => interfaceOf(call, world),
  },
  reads: [
    {
      action: 'ListVpcEndpointZones',
      list: 'Zones',
      parents: [{ param: 'EndpointId', kind: 'privatelink-endpoint' }],
    },
  ],
  delete: { action: 'RemoveZoneFromVpcEndpoint', by: ['EndpointId', 'ZoneId'] },
});

/** A zone waits until the connection is accepted; the cloud's own services accept at once. */
function statusOf(zone: Resource, world: World): string {
  const connection = world.find('privatelink-connection', text(zone.fields.EndpointId));
  const isWaiting = connection !== undefined && connection.status !== 'Connected';
  return zone.status === 'Connected' && isWaiting ? 'Wait' : zone.status;
}

function checkSubnet(call: Call, world: World): void {
  const id = text(call.params.VSwitchId);
  const subnet = world.find('vswitch', id);
  if (subnet === undefined) throw new ApiError('VSwitchNotFound', `vSwitch ${id} does not exist.`, 404);
  const endpoint = world.find('privatelink-endpoint', text(call.params.EndpointId));
  if (endpoint !== undefined && text(endpoint.fields.VpcId) !== text(subnet.fields.VpcId)) {
    throw new ApiError('VSwitchNotFound', `vSwitch ${id} is not in the VPC of the endpoint.`, 404);
  }
  if (text(subnet.fields.ZoneId) !== text(call.params.ZoneId)) {
    throw new ApiError('InvalidParameter.ZoneId', `vSwitch ${id} is in ${text(subnet.fields.ZoneId)}.`);
  }
}

/** The address asked for, or the next free one after the reserved first. */
function interfaceOf(call: Call, world: World): Fields {
  const subnet = text(call.params.VSwitchId);
  const block = parsePrefix(text(world.find('vswitch', subnet)?.fields.CidrBlock));
  const used = BigInt(having(world, 'privatelink-zone', 'VSwitchId', subnet).length);
  const next = block === undefined ? '' : addressAt(block.version, block.first + 10n + used).text;
  return {
    EniId: world.newId('eni-'),
    EniIp: text(call.params.ip) || next,
    ZoneDomain: `${text(call.params.EndpointId)}-${text(call.params.ZoneId)}.privatelink.aliyuncs.com`,
  };
}
