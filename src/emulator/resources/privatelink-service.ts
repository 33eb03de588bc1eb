/** Endpoint services: the cloud's own, which everybody can reach, and those of the account. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { actionOf } from '../engine/metadata.ts';
import { need } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { pageOf } from '../engine/paging.ts';
import { regions, zonesOf } from '../data/regions.ts';
import { defineResource, having } from './define.ts';
import type { Call, Fields, Handler, World } from '../engine/types.ts';

export const privatelinkService = defineResource({
  kind: 'privatelink-service',
  product: 'privatelink',
  idField: 'ServiceId',
  idPrefix: 'epsrv-',
  life: {
    field: 'ServiceStatus',
    creating: 'Creating',
    ready: 'Active',
    deleting: 'Deleting',
    busy: 'EndpointServiceOperationDenied',
  },
  notFound: { code: 'EndpointServiceNotFound' },
  locks: () => [{ key: 'privatelink:account', code: 'ConcurrentCallNotSupported' }],
  view: (service) => ({
    Zones: zonesOf(service.region),
    ServiceType: 'Interface',
    MaxBandwidth: 10_240,
    MinBandwidth: 100,
  }),
  create: {
    action: 'CreateVpcEndpointService',
    // https://help.aliyun.com/en/privatelink/quotas-and-limits. Unverified: the code.
    quota: [{ by: [], max: 200, code: 'QuotaExceeded.EndpointService' }],
    defaults: {
      AutoAcceptEnabled: false,
      AddressIpVersion: 'IPv4',
      ServiceSupportIPv6: false,
      ZoneAffinityEnabled: false,
      ConnectBandwidth: 3072,
      Payer: 'Endpoint',
    },
    fields: (call, _world, id) => ({
      ServiceName: `com.aliyuncs.privatelink.${call.region}.${id}`,
      ServiceDomain: `${id}.${call.region}.privatelink.aliyuncs.com`,
      ServiceBusinessStatus: 'Normal',
    }),
  },
  reads: [
    { action: 'GetVpcEndpointServiceAttribute', one: { by: ['ServiceId'] } },
    { action: 'ListVpcEndpointServices', list: 'Services', ignore: ['ResourceId'] },
  ],
  modifies: [{ action: 'UpdateVpcEndpointServiceAttribute', by: ['ServiceId'] }],
  delete: {
    action: 'DeleteVpcEndpointService',
    by: ['ServiceId'],
    dependents: [
      { kind: 'privatelink-connection', by: 'ServiceId', code: 'EndpointServiceConnectionDependence' },
    ],
  },
  extra: {
    ListVpcEndpointServicesByEndUser: listForEndUsers,
    AddUserToVpcEndpointService: (call, world) =>
      setUsers(call, world, (known, user) => [...new Set([...known, user])]),
    RemoveUserFromVpcEndpointService: (call, world) =>
      setUsers(call, world, (known, user) => known.filter((each) => each !== user)),
    ListVpcEndpointServiceUsers: (call, world) => {
      const users = list(need(privatelinkService, ['ServiceId'], call, world).fields.Users);
      return { answer: { Users: users.map((each) => ({ UserId: each })), TotalCount: users.length } };
    },
    AttachResourceToVpcEndpointService: (call, world) => setResources(call, world, true),
    DetachResourceFromVpcEndpointService: (call, world) => setResources(call, world, false),
    ListVpcEndpointServiceResources: (call, world) => {
      const service = need(privatelinkService, ['ServiceId'], call, world);
      return { answer: { Resources: list(service.fields.Resource) } };
    },
    OpenPrivateLinkService: () => {
      // The code of a repeated opening, as for transit routers; Unverified for this product.
      throw new ApiError('Order.Opened', 'The PrivateLink service is open already.');
    },
    CheckProductOpen: () => ({ answer: { Success: true } }),
    DescribeRegions: () => ({
      answer: {
        Regions: regions.map((each) => ({
          RegionId: each.id,
          LocalName: each.name,
          RegionEndpoint: `privatelink.${each.id}.aliyuncs.com`,
        })),
      },
    }),
    DescribeZones: (call) => ({
      answer: { Zones: zonesOf(call.region).map((ZoneId) => ({ ZoneId, LocalName: ZoneId })) },
    }),
  },
});

/**
 * Services of Alibaba Cloud itself, by the last part of the name.
 * Sources: terraform-provider-alicloud website/docs/r/privatelink_vpc_endpoint.html.markdown (com.aliyuncs.privatelink.{region}.oss),
 * help pages of Model Studio (com.aliyuncs.dashscope) and PAI (aiworkspace, pai-dlc, pai-dsw).
 */
const ownNames = ['oss', 'aiworkspace', 'pai-dlc', 'pai-dsw', 'sls', 'kms', 'maxcompute', 'acr', 'dashscope'];

/** Any service with a name of Alibaba Cloud's own pattern is taken to exist: the live list is longer than any copy. */
export function isKnownService(id: string, name: string, region: string, world: World): boolean {
  if (id !== '' && world.find('privatelink-service', id) !== undefined) return true;
  if (id !== '') return /^epsrv-[a-z0-9]{6,}$/.test(id);
  if (world.list('privatelink-service').some((each) => text(each.fields.ServiceName) === name)) return true;
  return name.startsWith(`com.aliyuncs.privatelink.${region}.`) || /^com\.aliyuncs\.[a-z0-9-]+$/.test(name);
}

function listForEndUsers(call: Call, world: World): ReturnType<Handler> {
  const region = text(call.params.ServiceRegionId) || call.region;
  const own = ownNames.map((name) => serviceOf(name, region));
  const accounts = world
    .list('privatelink-service')
    .filter((each) => each.region === region)
    .map((each): Fields => ({
      ...each.fields,
      ServiceId: each.id,
      ServiceType: 'Interface',
      Zones: zonesOf(region),
    }));
  const wanted = ['ServiceId', 'ServiceName'].filter((name) => text(call.params[name]) !== '');
  const found = [...own, ...accounts].filter((each) =>
    wanted.every((name) => text(each[name]) === text(call.params[name])),
  );
  const action = actionOf(call.product, call.action);
  if (action === undefined) return { answer: {} };
  const page = pageOf(found, action, call.params);
  return { answer: { ...page.about, Services: page.items } };
}

function serviceOf(name: string, region: string): Fields {
  return {
    ServiceId: `epsrv-${Buffer.from(`${region}${name}`).toString('hex').slice(-20)}`,
    ServiceName:
      name === 'dashscope' ? 'com.aliyuncs.dashscope' : `com.aliyuncs.privatelink.${region}.${name}`,
    ServiceDomain: `${name}.${region}.aliyuncs.com`,
    ServiceType: 'Interface',
    ServiceResourceType: 'vpce',
    AutoAcceptEnabled: true,
    AddressIpVersion: 'IPv4',
    Payer: 'Endpoint',
    VpcEndpointPolicySupported: true,
    ZoneAffinityEnabled: false,
    Zones: zonesOf(region),
  };
}

function setUsers(
  call: Call,
  world: World,
  change: (known: readonly string[], user: string) => readonly string[],
): ReturnType<Handler> {
  const service = need(privatelinkService, ['ServiceId'], call, world);
  const users = change(list(service.fields.Users).map(text), text(call.params.UserId));
  const resource = altered(service, { ...service.fields, Users: users }, [service.status], [], world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}

function setResources(call: Call, world: World, attach: boolean): ReturnType<Handler> {
  const service = need(privatelinkService, ['ServiceId'], call, world);
  const given: Fields = {
    ResourceId: call.params.ResourceId,
    ResourceType: call.params.ResourceType,
    ZoneId: call.params.ZoneId,
    RegionId: call.region,
  };
  const isSame = (each: Fields): boolean =>
    text(each.ResourceId) === text(given.ResourceId) && text(each.ZoneId) === text(given.ZoneId);
  const known = list(service.fields.Resource)
    .map(fieldsOf)
    .filter((each) => !isSame(each));
  const users = having(world, 'privatelink-connection', 'ServiceId', service.id);
  if (!attach && known.length === 0 && users.length > 0) {
    throw new ApiError(
      'EndpointServiceConnectionDependence',
      `${service.id} has connections and this is its last resource.`,
    );
  }
  const resource = altered(
    service,
    { ...service.fields, Resource: attach ? [...known, given] : known },
    [service.status],
    [],
    world,
  );
  return { answer: {}, changes: [{ op: 'update', resource }] };
}
