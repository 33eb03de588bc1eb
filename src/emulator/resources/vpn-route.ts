/** Destination routes of a VPN gateway. */
import { text } from '../engine/model.ts';
import { defineResource, prefixParam } from './define.ts';

const key = ['VpnGatewayId', 'NextHop', 'RouteDest'] as const;

export const vpnRoute = defineResource({
  kind: 'vpn-route',
  product: 'vpc',
  idField: 'ResourceKey',
  identify: (fields) => key.map((name) => text(fields[name])).join(':'),
  life: { field: 'State', creating: 'publishing', ready: 'published', busy: 'VpnRouteEntry.Configuring' },
  notFound: { code: 'InvalidRouteEntry.NotFound' },
  locks: (fields) => [{ key: `vpngw:${text(fields.VpnGatewayId)}`, code: 'VpnGateway.Configuring' }],
  // A route that is not published into the VPC stays `normal`.
  view: (route) => ({
    VpnInstanceId: text(route.fields.VpnGatewayId),
    RouteEntryType: 'Custom',
    ...(route.status === 'published' && route.fields.PublishVpc !== true ? { State: 'normal' } : {}),
  }),
  create: {
    action: 'CreateVpnRouteEntry',
    parents: [
      { param: 'VpnGatewayId', kind: 'vpn-gateway', wrongState: 'VpnGateway.Configuring' },
      { param: 'NextHop', kind: 'vpn-connection', wrongState: 'VpnConnection.Configuring' },
    ],
    check: (call) => {
      prefixParam(call, 'RouteDest', 'InvalidRouteDest.Malformed');
    },
    unique: [{ by: key, code: 'RouterEntryConflict.Duplicated' }],
  },
  reads: [
    {
      action: 'DescribeVpnRouteEntries',
      list: 'VpnRouteEntries',
      parents: [{ param: 'VpnGatewayId', kind: 'vpn-gateway' }],
    },
  ],
  modifies: [
    { action: 'ModifyVpnRouteEntryWeight', by: [...key, 'Weight'], rename: { NewWeight: 'Weight' } },
    { action: 'PublishVpnRouteEntry', by: [...key], rename: { RouteType: 'PublishedType' } },
  ],
  delete: { action: 'DeleteVpnRouteEntry', by: [...key, 'Weight'] },
});
