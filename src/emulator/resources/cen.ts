/** CEN instances. */
import { defineResource } from './define.ts';

export const cen = defineResource({
  kind: 'cen',
  product: 'cbn',
  idField: 'CenId',
  idPrefix: 'cen-',
  life: {
    creating: 'Creating',
    ready: 'Active',
    deleting: 'Deleting',
    busy: 'InvalidOperation.CenInstanceStatus',
  },
  notFound: { code: 'ParameterCenInstanceId', status: 400 },
  view: () => ({ CenBandwidthPackageIds: [], Ipv6Level: 'DISABLED' }),
  create: {
    action: 'CreateCen',
    defaults: { ProtectionLevel: 'REDUCED' },
    region: () => '',
  },
  reads: [{ action: 'DescribeCens', list: 'Cens' }],
  modifies: [{ action: 'ModifyCenAttribute', by: ['CenId'] }],
  delete: {
    action: 'DeleteCen',
    by: ['CenId'],
    dependents: [
      { kind: 'transit-router', by: 'CenId', code: 'InvalidOperation.AttachedChildInstanceExist' },
    ],
  },
});
