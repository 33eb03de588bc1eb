/** VBR failover groups: a pair of VBRs. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, World } from '../engine/types.ts';

export const vbrHa = defineResource({
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
    check: ensureFreePair,
  },
  reads: [{ action: 'DescribeVbrHa', one: { by: ['VbrHaId'], absent: 'empty' } }],
  // The action calls the id InstanceId: aliyun-openapi-meta en-US/vpc/DeleteVbrHa.json.
  delete: { action: 'DeleteVbrHa', by: ['InstanceId'], rename: { InstanceId: 'VbrHaId' } },
});

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
