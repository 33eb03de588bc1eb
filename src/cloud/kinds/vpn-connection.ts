import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';
import { ipsecSession, subnets, tunnelOptions } from '../design/vpns.ts';

/**
 * An IPsec connection on a VPN gateway. Source: aliyun-openapi-meta en-US/vpc/CreateVpnConnection.json,
 * DescribeVpnConnections.json; terraform-provider-alicloud alicloud/resource_alicloud_vpn_connection.go.
 */
export const vpnConnection = defineKind({
  name: 'vpn-connection',
  title: 'IPsec connection',
  product: 'vpc',
  id: 'VpnConnectionId',
  naturalKey: ['gateway', 'name'],
  properties: {
    gateway: { wire: 'VpnGatewayId', refersTo: ['vpn-gateway'], required: true, immutable: true },
    name: { wire: 'Name' },
    localSubnet: { wire: 'LocalSubnet', required: true },
    remoteSubnet: { wire: 'RemoteSubnet', required: true },
    hasBgp: { wire: 'EnableTunnelsBgp', as: 'flag', absent: false },
    // The call that changes them asks for the ids of the tunnels, which no design knows.
    tunnels: {
      wire: 'TunnelOptionsSpecification',
      read: false,
      as: 'json',
      refersTo: ['customer-gateway'],
      required: true,
      immutable: true,
    },
  },
  tags: { wire: 'Tags', read: 'Tag.Tag' },
  status: { field: 'State', ready: ['active'] },
  create: { action: 'CreateVpnConnection' },
  read: {
    action: 'DescribeVpnConnections',
    items: 'VpnConnections.VpnConnection',
    paging: pages,
    within: { VpnGatewayId: 'gateway' },
  },
  updates: [
    { action: 'ModifyVpnConnectionAttribute', properties: ['name', 'localSubnet', 'remoteSubnet', 'hasBgp'] },
  ],
  delete: { action: 'DeleteVpnConnection' },
  scopes: ['gateway', 'self'],
  goneCodes: ['InvalidVpnConnectionInstanceId.NotFound'],
  // What goes into a tunnel, and its keys, are negotiated when it is set up (RFC 7296, 1.2 and 2.9): it is set up anew.
  carries: { stopsOn: ['localSubnet', 'remoteSubnet', 'hasBgp'], session: ipsecSession },

  *desired({ topology, stack }) {
    for (const element of topology.vpns) {
      const vpc = topology.vpcs.find((each) => each.path === element.target?.path);
      if (vpc === undefined) continue;
      const tunnels = tunnelOptions(topology, element).map((tunnel, index) =>
        roleInsteadOfIndex(tunnel, index),
      );
      yield {
        address: element.path,
        element,
        region: vpc.region,
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: {
          gateway: element.cloudId === undefined ? ref(`${element.path}/gateway`) : undefined,
          name: cloudName(stack, element.name),
          localSubnet: subnets(element.localPrefixes.length === 0 ? vpc.prefixes : element.localPrefixes),
          remoteSubnet: subnets(
            element.remotePrefixes.length === 0 ? (element.site?.prefixes ?? []) : element.remotePrefixes,
          ),
          hasBgp: element.hasBgp ? true : undefined,
          tunnels: tunnels.length === 0 ? undefined : tunnels,
        },
      };
    }
  },
});

/** Here a tunnel says whether it is the master; on a transit router it says its number. */
function roleInsteadOfIndex(tunnel: ReturnType<typeof tunnelOptions>[number], index: number): typeof tunnel {
  const fields = Object.entries(tunnel).filter(([name]) => name !== 'TunnelIndex');
  return { ...Object.fromEntries(fields), Role: index === 0 ? 'master' : 'slave' };
}
