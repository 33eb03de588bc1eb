/** Private DNS zones, their records, and the VPCs that see them. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { need } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Handler, World } from '../engine/types.ts';

export const privateZone = defineResource({
  kind: 'private-zone',
  product: 'pvtz',
  idField: 'ZoneId',
  idPrefix: '',
  life: { ready: 'present' },
  notFound: { code: 'Zone.NotExists', status: 400 },
  view: (zone, world) => ({
    RecordCount: having(world, 'private-zone-record', 'ZoneId', zone.id).length,
    IsPtr: false,
    ResourceTags: zone.tags.map(({ Key, Value }) => ({ Key, Value })),
    UpdateTimestamp: zone.changedAt,
    CreateTimestamp: zone.createdAt,
  }),
  create: {
    action: 'AddZone',
    unique: [{ by: ['ZoneName'], code: 'Zone.Exists' }],
    defaults: { ProxyPattern: 'ZONE', BindVpcs: [], ZoneType: 'AUTH_ZONE' },
  },
  reads: [
    {
      action: 'DescribeZones',
      list: 'Zones',
      ignore: ['Keyword', 'SearchMode', 'QueryVpcId', 'QueryRegionId', 'ResourceTag'],
      where: isAskedFor,
    },
    { action: 'DescribeZoneInfo', one: { by: ['ZoneId'] } },
  ],
  modifies: [
    { action: 'UpdateZoneRemark', by: ['ZoneId'] },
    { action: 'SetProxyPattern', by: ['ZoneId'] },
  ],
  delete: {
    action: 'DeleteZone',
    by: ['ZoneId'],
    check: (_call, _world, zone) => {
      const [bound] = list(zone.fields.BindVpcs).map(fieldsOf);
      if (bound !== undefined)
        throw new ApiError('Zone.VpcExists', `Zone ${zone.id} is still bound to ${text(bound.VpcId)}.`);
    },
    also: (zone, _call, world) =>
      having(world, 'private-zone-record', 'ZoneId', zone.id).map((resource) => ({ op: 'delete', resource })),
  },
  extra: { BindZoneVpc: bind },
});

function isAskedFor(zone: { readonly fields: ReturnType<typeof fieldsOf> }, call: Call): boolean {
  const keyword = text(call.params.Keyword);
  const name = text(zone.fields.ZoneName);
  const exact = text(call.params.SearchMode) === 'EXACT';
  if (keyword !== '' && !(exact ? name === keyword : name.includes(keyword))) return false;
  const vpc = text(call.params.QueryVpcId);
  return vpc === '' || list(zone.fields.BindVpcs).some((each) => text(fieldsOf(each).VpcId) === vpc);
}

/** The list given is the whole list: VPCs that are not in it are unbound. */
function bind(call: Call, world: World): ReturnType<Handler> {
  const zone = need(privateZone, ['ZoneId'], call, world);
  const vpcs = list(call.params.Vpcs).map(fieldsOf);
  const unknown = vpcs.map((each) => text(each.VpcId)).find((id) => world.find('vpc', id) === undefined);
  if (unknown !== undefined) throw new ApiError('Vpc.NotExists', `VPC ${unknown} does not exist.`);
  const bound = vpcs.map((each) => ({
    ...each,
    VpcName: text(world.find('vpc', text(each.VpcId))?.fields.VpcName),
    VpcUserId: call.accountId,
  }));
  const resource = altered(zone, { ...zone.fields, BindVpcs: bound }, [zone.status], [], world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}
