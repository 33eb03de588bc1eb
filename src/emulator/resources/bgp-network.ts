/** Prefixes that a VBR advertises to the data center by BGP. */
import { text } from '../engine/model.ts';
import { defineResource, prefixParam } from './define.ts';

export const bgpNetwork = defineResource({
  kind: 'bgp-network',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.RouterId)}:${text(fields.DstCidrBlock)}`,
  life: { creating: 'Pending', ready: 'Available', deleting: 'Deleting' },
  notFound: { code: 'InvalidResource.NotFound' },
  locks: (fields) => [{ key: `vbr:${text(fields.RouterId)}`, code: 'OperationConflict' }],
  create: {
    action: 'AddBgpNetwork',
    parents: [{ param: 'RouterId', kind: 'vbr', notFound: { code: 'InvalidRouterId.NotFound' } }],
    check: (call) => {
      prefixParam(call, 'DstCidrBlock', 'InvalidDstCidrBlock.Malformed');
    },
    unique: [{ by: ['RouterId', 'DstCidrBlock'], code: 'InvalidDstCidrBlock.Duplicate' }],
  },
  reads: [{ action: 'DescribeBgpNetworks', list: 'BgpNetworks' }],
  delete: { action: 'DeleteBgpNetwork', by: ['RouterId', 'DstCidrBlock'] },
});
