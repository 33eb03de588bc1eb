/** Address blocks of a transit router, for private VPN attachments and the like. */
import { ApiError } from '../engine/api-error.ts';
import { knownPrefix, overlaps } from '../../model/ip.ts';
import { text } from '../engine/model.ts';
import { defineResource, having, overlapping, prefixParam, prefixesOf } from './define.ts';
import type { Call, World } from '../engine/types.ts';

export const transitRouterCidr = defineResource({
  kind: 'transit-router-cidr',
  product: 'cbn',
  idField: 'TransitRouterCidrId',
  idPrefix: 'cidr-',
  life: { ready: 'present' },
  notFound: { code: 'OperationFailed.CidrNotExist', status: 400 },
  locks: (fields) => [{ key: `tr:${text(fields.TransitRouterId)}`, code: 'Operation.Blocking' }],
  create: {
    action: 'CreateTransitRouterCidr',
    parents: [{ param: 'TransitRouterId', kind: 'transit-router', wrongState: 'IncorrectStatus.Status' }],
    check: checkBlock,
    // Five per transit router: operation text of CreateTransitRouterCidr.
    quota: [{ by: ['TransitRouterId'], max: 5, code: 'QuotaExceeded.TransitRouterCidr' }],
    defaults: { PublishCidrRoute: true, Family: 'IPv4' },
  },
  reads: [
    {
      action: 'ListTransitRouterCidr',
      list: 'CidrLists',
      parents: [{ param: 'TransitRouterId', kind: 'transit-router' }],
    },
  ],
  modifies: [{ action: 'ModifyTransitRouterCidr', by: ['TransitRouterId', 'TransitRouterCidrId'] }],
  delete: {
    action: 'DeleteTransitRouterCidr',
    by: ['TransitRouterId', 'TransitRouterCidrId'],
    check: (_call, world, block) => {
      const [user] = having(
        world,
        'tr-vpn-attachment',
        'TransitRouterId',
        text(block.fields.TransitRouterId),
      );
      if (user !== undefined)
        throw new ApiError(
          'OperationFailed.CidrBlockAllocated',
          `VPN attachment ${user.id} has addresses of ${block.id}.`,
        );
    },
  },
});

/** Blocks that may not be used: operation text of CreateTransitRouterCidr. */
const forbidden = ['100.64.0.0/10', '224.0.0.0/4', '127.0.0.0/8', '169.254.0.0/16'].map(knownPrefix);

function checkBlock(call: Call, world: World): void {
  const block = prefixParam(call, 'Cidr', 'InvalidParameter.Cidr');
  if (block === undefined) return;
  if (block.length < 16 || block.length > 24)
    throw new ApiError('InvalidParameter.Cidr', `${block.text} is not of 16 to 24 bits.`);
  const reserved = forbidden.find((each) => overlaps(each, block));
  if (reserved !== undefined)
    throw new ApiError('InvalidParameter.Cidr', `${block.text} lies in ${reserved.text}, which is reserved.`);
  const own = having(world, 'transit-router-cidr', 'TransitRouterId', text(call.params.TransitRouterId));
  const clash = overlapping(block, prefixesOf(own.map((each) => text(each.fields.Cidr))));
  if (clash !== undefined)
    throw new ApiError(
      'InvalidParameter.Cidr',
      `${block.text} overlaps ${clash.text} of the same transit router.`,
    );
}
