/** VPCs on a transit router. Refusals: error table of CreateTransitRouterVpcAttachment. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { ensureSettled, ensureUnlocked, locksOf } from '../engine/lifecycle.ts';
import { need } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { attachmentModel, trLock } from './tr-attachment.ts';
import type { Call, Fields, Handler, World } from '../engine/types.ts';

export const trVpcAttachment = defineResource(
  attachmentModel({
    kind: 'tr-vpc-attachment',
    word: 'Vpc',
    resourceType: 'VPC',
    parents: [
      {
        param: 'VpcId',
        kind: 'vpc',
        ownerParam: 'VpcOwnerId',
        notFound: { code: 'InvalidVpcId.NotFound', status: 400 },
        wrongState: 'IncorrectStatus.Vpc',
      },
    ],
    locks: (fields) => [
      trLock(text(fields.TransitRouterId)),
      { key: `vpc:${text(fields.VpcId)}`, code: 'IncorrectStatus.VpcResource' },
    ],
    create: {
      check: (call, world) => {
        const vpcId = text(call.params.VpcId);
        const [twin] = having(world, 'tr-vpc-attachment', 'VpcId', vpcId);
        if (twin !== undefined)
          throw new ApiError(
            'QuotaFull.ChildInstanceRelatedCen',
            `${vpcId} is attached by ${twin.id} already.`,
          );
        checkZones(list(call.params.ZoneMappings).map(fieldsOf), vpcId, world);
      },
      fields: (call, world) => ({
        VpcRegionId: call.region,
        VpcOwnerId: text(call.params.VpcOwnerId) || call.accountId,
        ZoneMappings: withInterfaces(list(call.params.ZoneMappings).map(fieldsOf), world),
      }),
    },
    dependents: [{ kind: 'route-entry', by: 'NextHopId', code: 'OperationFailed.RouteEntryExist' }],
    extra: { UpdateTransitRouterVpcAttachmentZones: changeZones },
  }),
);

/** Each zone takes one address of its vSwitch. */
function withInterfaces(mappings: readonly Fields[], world: World): readonly Fields[] {
  return mappings.map((each) => ({
    ZoneId: each.ZoneId,
    VSwitchId: each.VSwitchId,
    NetworkInterfaceId: world.newId('eni-'),
  }));
}

function checkZones(mappings: readonly Fields[], vpcId: string, world: World): void {
  const zones = mappings.map((each) => text(each.ZoneId));
  if (new Set(zones).size < zones.length)
    throw new ApiError('Duplicated.ZoneMapping', 'A zone is given twice.');
  for (const mapping of mappings) checkZone(mapping, vpcId, world);
}

function checkZone(mapping: Fields, vpcId: string, world: World): void {
  const id = text(mapping.VSwitchId);
  const zone = text(mapping.ZoneId);
  const vswitch = world.find('vswitch', id);
  if (vswitch === undefined)
    throw new ApiError('InvalidVSwitchId.NotFound', `vSwitch ${id} does not exist.`, 404);
  if (text(vswitch.fields.VpcId) !== vpcId)
    throw new ApiError('IllegalParam.VSwitchId', `vSwitch ${id} is not in ${vpcId}.`);
  if (text(vswitch.fields.ZoneId) !== zone) {
    throw new ApiError(
      'IllegalParam.ZoneMappings',
      `vSwitch ${id} is in ${text(vswitch.fields.ZoneId)}, not in ${zone}.`,
    );
  }
  if (vswitch.status !== 'Available')
    throw new ApiError('IncorrectStatus.VpcSwitch', `vSwitch ${id} is ${vswitch.status}.`, 409);
}

function changeZones(call: Call, world: World): ReturnType<Handler> {
  const attachment = need(trVpcAttachment, ['TransitRouterAttachmentId'], call, world);
  ensureSettled(trVpcAttachment, attachment);
  const removed = new Set(list(call.params.RemoveZoneMappings).map((each) => text(fieldsOf(each).VSwitchId)));
  const added = list(call.params.AddZoneMappings).map(fieldsOf);
  const kept = list(attachment.fields.ZoneMappings)
    .map(fieldsOf)
    .filter((each) => !removed.has(text(each.VSwitchId)));
  checkZones([...kept, ...added], text(attachment.fields.VpcId), world);
  if (kept.length + added.length === 0)
    throw new ApiError('IllegalParam.ZoneMappings', 'An attachment needs at least one zone.');
  const fields = { ...attachment.fields, ZoneMappings: [...kept, ...withInterfaces(added, world)] };
  const locks = locksOf(trVpcAttachment, fields, world);
  ensureUnlocked(locks, world, attachment);
  const resource = altered(attachment, fields, ['Modifying', 'Attached'], locks, world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}
