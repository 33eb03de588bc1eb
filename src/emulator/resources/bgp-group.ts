/** BGP groups: ASN and key of one or more sessions of a VBR. */
import { text } from '../engine/model.ts';
import { ApiError } from '../engine/api-error.ts';
import { defineResource, having } from './define.ts';
import type { Call, World } from '../engine/types.ts';

export const bgpGroup = defineResource({
  kind: 'bgp-group',
  product: 'vpc',
  idField: 'BgpGroupId',
  idPrefix: 'bgpg-',
  life: {
    creating: 'Pending',
    ready: 'Available',
    modifying: 'Pending',
    deleting: 'Deleting',
    busy: 'IncorrectStatus.BgpGroup',
  },
  notFound: { code: 'InvalidBgpGroupId.NotFound' },
  locks: (fields) => [{ key: `vbr:${text(fields.RouterId)}`, code: 'OperationConflict' }],
  // Numbers come back as text, and what is written as RouteQuota and IsFakeAsn is read as RouteLimit and IsFake.
  view: (group) => ({ Hold: '30', Keepalive: '10', IsFake: text(group.fields.IsFake) === 'true' }),
  create: {
    action: 'CreateBgpGroup',
    parents: [
      {
        param: 'RouterId',
        kind: 'vbr',
        notFound: { code: 'InvalidRouterId.NotFound' },
        wrongState: 'IncorrectStatus.Vbr',
      },
    ],
    check: ensureEcrAsn,
    rename: { RouteQuota: 'RouteLimit', IsFakeAsn: 'IsFake' },
    defaults: { LocalAsn: 45104, IpVersion: 'IPv4', RouteLimit: 110, IsFake: false },
  },
  reads: [{ action: 'DescribeBgpGroups', list: 'BgpGroups', ignore: ['IsDefault'] }],
  modifies: [
    {
      action: 'ModifyBgpGroupAttribute',
      by: ['BgpGroupId'],
      rename: { RouteQuota: 'RouteLimit', IsFakeAsn: 'IsFake' },
      fields: (call): { AuthKey?: string } => (call.params.ClearAuthKey === true ? { AuthKey: '' } : {}),
    },
  ],
  delete: {
    action: 'DeleteBgpGroup',
    by: ['BgpGroupId'],
    dependents: [{ kind: 'bgp-peer', by: 'BgpGroupId', code: 'DependencyViolation.BgpPeer' }],
  },
});

/**
 * Behind an ECR the local ASN is that of the ECR:
 * https://www.alibabacloud.com/help/en/express-connect/user-guide/configure-and-manage-bgp. Unverified: the code.
 */
function ensureEcrAsn(call: Call, world: World): void {
  const [child] = having(world, 'ecr-child', 'ChildInstanceId', text(call.params.RouterId));
  const asn = text(world.find('ecr', text(child?.fields.EcrId))?.fields.AlibabaSideAsn);
  const local = text(call.params.LocalAsn) || '45104';
  if (child === undefined || asn === local) return;
  throw new ApiError(
    'OperationDenied.AsnMismatch',
    `The local ASN is ${local}, that of the ECR of ${text(call.params.RouterId)} is ${asn}.`,
  );
}
