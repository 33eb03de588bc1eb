/** Destination routes of a VPN attachment. */
import { text } from '../engine/model.ts';
import { defineResource, prefixParam } from './define.ts';

const key = ['VpnConnectionId', 'NextHop', 'RouteDest'] as const;

export const vcoRoute = defineResource({
  kind: 'vco-route',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => key.map((name) => text(fields[name])).join(':'),
  life: { field: 'State', ready: 'published' },
  notFound: { code: 'InvalidRouteEntry.NotFound' },
  view: () => ({ RouteEntryType: 'custom', Source: 'CLOUD' }),
  create: {
    action: 'CreateVcoRouteEntry',
    parents: [
      {
        param: 'VpnConnectionId',
        kind: 'vpn-connection',
        states: ['init', 'active', 'attached'],
        wrongState: 'VpnConnection.Configuring',
      },
    ],
    check: (call) => {
      prefixParam(call, 'RouteDest', 'InvalidRouteDest.Malformed');
    },
    unique: [{ by: key, code: 'RouterEntryConflict.Duplicated' }],
  },
  reads: [
    {
      action: 'DescribeVcoRouteEntries',
      list: 'VcoRouteEntries',
      parents: [{ param: 'VpnConnectionId', kind: 'vpn-connection' }],
    },
  ],
  modifies: [
    { action: 'ModifyVcoRouteEntryWeight', by: [...key, 'Weight'], rename: { NewWeight: 'Weight' } },
  ],
  delete: { action: 'DeleteVcoRouteEntry', by: [...key, 'Weight'] },
});
