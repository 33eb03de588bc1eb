/** VBR failover groups: a pair of VBRs. */
import { ApiError } from '../engine/api-error.ts';
import { visible } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { viewOf } from '../engine/view.ts';
import { defineResource, having } from './define.ts';
import type { ResourceModel } from '../engine/model.ts';
import type { Call, Handler, World } from '../engine/types.ts';

export const vbrHa: ResourceModel = defineResource({
  kind: 'vbr-ha',
  product: 'vpc',
  idField: 'VbrHaId',
  idPrefix: 'vbrha-',
  life: { creating: 'Creating', ready: 'Active' },
  notFound: { code: 'InvalidInstanceId.NotFound' },
  locks: (fields) => [
    { key: `vbr:${text(fields.VbrId)}`, code: 'TaskConflict' },
    { key: `vbr:${text(fields.PeerVbrId)}`, code: 'TaskConflict' },
  ],
  create: {
    action: 'CreateVbrHa',
    parents: [
      { param: 'VbrId', kind: 'vbr' },
      { param: 'PeerVbrId', kind: 'vbr' },
    ],
    check: (call, world) => {
      ensureFreePair(call, world);
      ensureOneHub(call, world);
    },
  },
  extra: { DescribeVbrHa: describe },
  // The action calls the id InstanceId: aliyun-openapi-meta en-US/vpc/DeleteVbrHa.json.
  delete: { action: 'DeleteVbrHa', by: ['InstanceId'], rename: { InstanceId: 'VbrHaId' } },
});

/** By the group's id, or by one of its VBRs: aliyun-openapi-meta en-US/vpc/DescribeVbrHa.json. */
function describe(call: Call, world: World): ReturnType<Handler> {
  const id = text(call.params.VbrHaId);
  const vbr = text(call.params.VbrId);
  const found = world
    .list('vbr-ha')
    .filter((each) => visible(each, call) !== undefined)
    .filter((each) => id === '' || each.id === id)
    .find((each) => vbr === '' || [each.fields.VbrId, each.fields.PeerVbrId].map(text).includes(vbr));
  return { answer: found === undefined ? {} : viewOf(vbrHa, found, world) };
}

/**
 * Both in one region, and on the same ECR or CEN: https://alibabacloud.com/help/doc-detail/212629.html. Unverified: the
 * codes. That BFD is on is asked for as well, and can be seen only when there are peers, so it is not checked.
 */
function ensureOneHub(call: Call, world: World): void {
  const [one, other] = [text(call.params.VbrId), text(call.params.PeerVbrId)];
  const regions = [one, other].map((id) => world.find('vbr', id)?.region);
  if (regions[0] !== regions[1])
    throw new ApiError('InvalidPeerVbrId.Malformed', `${one} and ${other} are in different regions.`);
  const shared = hubsOf(one, world).some((hub) => hubsOf(other, world).includes(hub));
  if (!shared)
    throw new ApiError('OperationDenied.VbrNotInSameHub', `${one} and ${other} share no ECR and no CEN.`);
}

function hubsOf(vbrId: string, world: World): readonly string[] {
  return [
    ...having(world, 'ecr-child', 'ChildInstanceId', vbrId).map((each) => text(each.fields.EcrId)),
    ...having(world, 'tr-vbr-attachment', 'VbrId', vbrId).map((each) => text(each.fields.CenId)),
  ];
}

function ensureFreePair(call: Call, world: World): void {
  const pair = [text(call.params.VbrId), text(call.params.PeerVbrId)];
  if (pair[0] === pair[1])
    throw new ApiError('InvalidPeerVbrId.Malformed', 'A failover group needs two different VBRs.');
  const taken = world
    .list('vbr-ha')
    .find((each) => [each.fields.VbrId, each.fields.PeerVbrId].some((id) => pair.includes(text(id))));
  if (taken !== undefined)
    throw new ApiError(
      'OperationDenied.VbrHaExists',
      `One of the VBRs is in failover group ${taken.id} already.`,
    );
}
