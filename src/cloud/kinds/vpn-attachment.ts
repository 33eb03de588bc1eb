import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { isForTransitRouter, ipsecSession, subnets, tunnelOptions, vpnRegion } from '../design/vpns.ts';

/**
 * An IPsec connection for a transit router, with two tunnels. An update would name the tunnels by ids of their own,
 * so changed tunnels mean a new connection. Source: aliyun-openapi-meta en-US/vpc/CreateVpnAttachment.json,
 * DescribeVpnConnections.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_vpn_gateway_vpn_attachment.go.
 */
export const vpnAttachment = defineKind({
  name: 'vpn-attachment',
  title: 'IPsec connection',
  product: 'vpc',
  id: 'VpnConnectionId',
  naturalKey: ['name'],
  properties: {
    name: { wire: 'Name' },
    networkType: { wire: 'NetworkType', immutable: true, absent: 'public' },
    localSubnet: { wire: 'LocalSubnet', required: true },
    remoteSubnet: { wire: 'RemoteSubnet', required: true },
    hasBgp: { wire: 'EnableTunnelsBgp', as: 'flag', absent: false },
    // Keys come back masked, if at all. A part that is left out stays as it was (terraform-provider-alicloud
    // alicloud/resource_alicloud_vpn_gateway_vpn_attachment.go): the plan names it.
    tunnels: {
      wire: 'TunnelOptionsSpecification',
      read: false,
      as: 'json',
      refersTo: ['customer-gateway'],
      required: true,
      holds: true,
      keepsParts: true,
    },
  },
  tags: { wire: 'Tags', read: 'Tag.Tag' },
  status: { field: 'State', ready: ['init', 'active', 'attached'], gone: ['deleted'] },
  create: { action: 'CreateVpnAttachment' },
  read: {
    // Unverified: that this list holds connections which no transit router has taken yet. That of
    // DescribeVpnAttachments shows attached ones unless told otherwise, and neither status nor tunnels.
    action: 'DescribeVpnConnections',
    items: 'VpnConnections.VpnConnection',
    paging: pages,
    // Unverified: the value; the list of aliyun-openapi-meta names the field alone. Whatever says nothing is one of ours.
    without: { field: 'AttachType', is: 'VPNGW' },
    byId: { VpnConnectionId: '$id' },
  },
  updates: [
    {
      action: 'ModifyVpnAttachmentAttribute',
      properties: ['name', 'localSubnet', 'remoteSubnet', 'hasBgp', 'tunnels'],
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteVpnAttachment' },
  scopes: ['self'],
  goneCodes: ['InvalidVpnConnectionInstanceId.NotFound'],
  bills: [{ item: 'ipsec-transfer', where: { property: 'networkType', is: 'public' } }],
  billing: 'metered',
  // What goes into a tunnel, and its keys, are negotiated when it is set up (RFC 7296, 1.2 and 2.9): it is set up anew.
  carries: { stopsOn: ['localSubnet', 'remoteSubnet', 'hasBgp', 'tunnels'], session: ipsecSession },

  *desired({ topology, stack }) {
    for (const element of topology.vpns.filter(isForTransitRouter)) {
      const tunnels = tunnelOptions(topology, element);
      yield {
        address: element.path,
        element,
        region: vpnRegion(topology, element),
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: {
          name: cloudName(stack, element.name),
          networkType: element.networkType === 'private' ? 'private' : undefined,
          localSubnet: subnets(element.localPrefixes),
          remoteSubnet: subnets(element.remotePrefixes),
          hasBgp: element.hasBgp ? true : undefined,
          tunnels: tunnels.length === 0 ? undefined : tunnels,
        },
      };
    }
  },
});
