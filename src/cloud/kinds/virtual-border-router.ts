import { dottedMask } from '../../model/ip.ts';
import type { Bfd, Circuit, Vbr } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { foreignOwner } from '../design/ownership.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A virtual border router. BFD timers, MTU and site link do not exist in the create call. Source:
 * aliyun-openapi-meta en-US/vpc/CreateVirtualBorderRouter.json, ModifyVirtualBorderRouterAttribute.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_express_connect_virtual_border_router.go.
 */
export const virtualBorderRouter = defineKind({
  name: 'virtual-border-router',
  title: 'virtual border router',
  product: 'vpc',
  id: 'VbrId',
  naturalKey: ['circuit', 'vlan'],
  // https://help.aliyun.com/en/express-connect/user-guide/quotas/. VLAN 0 is a routed port, which has room for one:
  // parameter text of VlanId in CreateVirtualBorderRouter.
  limits: [{ on: ['circuit'], most: 5, alone: { property: 'vlan', is: 0 } }],
  properties: {
    circuit: {
      wire: 'PhysicalConnectionId',
      refersTo: ['physical-connection', 'hosted-connection'],
      required: true,
      immutable: true,
    },
    name: { wire: 'Name' },
    vlan: { wire: 'VlanId', as: 'number', required: true },
    owner: { wire: 'VbrOwnerId', read: false, immutable: true, namesOwner: true },
    bandwidth: { wire: 'Bandwidth', as: 'number', unit: 'Mbps' },
    cloudAddress: { wire: 'LocalGatewayIp', required: true },
    customerAddress: { wire: 'PeerGatewayIp', required: true },
    mask: { wire: 'PeeringSubnetMask', required: true },
    ipv6: { wire: 'EnableIpv6', as: 'flag', absent: false },
    // These go with IPv6 itself.
    cloudAddress6: { wire: 'LocalIpv6GatewayIp', as: 'caseless', clearWith: {} },
    customerAddress6: { wire: 'PeerIpv6GatewayIp', as: 'caseless', clearWith: {} },
    subnet6: { wire: 'PeeringIpv6SubnetMask', as: 'caseless', clearWith: {} },
    bfdTransmit: { wire: 'MinTxInterval', as: 'number', unit: 'ms', only: 'update' },
    bfdReceive: { wire: 'MinRxInterval', as: 'number', unit: 'ms', only: 'update' },
    bfdMultiplier: { wire: 'DetectMultiplier', as: 'number', only: 'update' },
    // Unverified: that 1500 is what it has until it is set; of the two values it is that of all other links.
    mtu: { wire: 'Mtu', as: 'number', only: 'update', absent: 1500 },
    siteLink: { wire: 'SitelinkEnable', as: 'flag', only: 'update', absent: false },
  },
  tags: {
    wire: 'Tags',
    read: 'Tags.Tags',
    change: {
      add: 'TagResourcesForExpressConnect',
      remove: 'UntagResourcesForExpressConnect',
      type: 'VIRTUALBORDERROUTER',
    },
  },
  // A VBR made for another account waits there, `unconfirmed`, for its owner.
  // A terminated one carries nothing, and keeps its VLAN until it is deleted.
  status: { field: 'Status', ready: ['active', 'unconfirmed'], failed: ['terminated'] },
  create: { action: 'CreateVirtualBorderRouter' },
  read: {
    action: 'DescribeVirtualBorderRouters',
    items: 'VirtualBorderRouterSet.VirtualBorderRouterType',
    paging: pages,
    with: { IncludeCrossAccountVbr: true },
  },
  updates: [
    // Terraform sends the three timers in one call, since they are checked against each other.
    {
      action: 'ModifyVirtualBorderRouterAttribute',
      properties: ['bfdTransmit', 'bfdReceive', 'bfdMultiplier'],
      sends: 'all',
    },
    {
      action: 'ModifyVirtualBorderRouterAttribute',
      properties: [
        'cloudAddress',
        'customerAddress',
        'mask',
        'ipv6',
        'cloudAddress6',
        'customerAddress6',
        'subnet6',
      ],
      sends: 'all',
    },
    {
      action: 'ModifyVirtualBorderRouterAttribute',
      properties: ['name', 'vlan', 'bandwidth', 'mtu', 'siteLink'],
    },
  ],
  delete: { action: 'DeleteVirtualBorderRouter' },
  outputs: {
    routeTable: { field: 'RouteTableId' },
    vlanInterface: { field: 'VlanInterfaceId' },
  },
  scopes: ['self'],
  // Whoever is billed for outbound traffic pays no fee for the VBR itself, says the page of that fee.
  bills: [{ item: 'express-connect-outbound' }],
  billing: 'metered',
  // Tag and addresses are what both ends of the link have to agree on (IEEE 802.1Q), and BGP runs between these
  // addresses (RFC 4271, 3): with others the session begins anew.
  carries: { stopsOn: ['vlan', 'cloudAddress', 'customerAddress', 'mask'] },

  *desired({ topology, stack }) {
    for (const element of topology.vbrs) {
      const { circuit, peering, peering6 } = element;
      yield {
        address: element.path,
        element,
        region: circuit?.region,
        adopt: element.cloudId,
        // Ours can be made for another account; another account's can only be used.
        owner: element.cloudId === undefined ? undefined : element.account,
        tags: element.tags,
        inputs: {
          circuit: circuit === undefined ? undefined : ref(circuit.path),
          name: cloudName(stack, element.name),
          vlan: element.vlan,
          owner: foreignOwner(topology, element.account),
          bandwidth: bandwidth(element, circuit),
          cloudAddress: peering?.cloud?.text,
          customerAddress: peering?.customer?.text,
          mask: peering?.subnet === undefined ? undefined : dottedMask(peering.subnet),
          ipv6: peering6 === undefined ? undefined : true,
          cloudAddress6: peering6?.cloud?.text,
          customerAddress6: peering6?.customer?.text,
          // The "mask" of IPv6 is a prefix: terraform-provider-alicloud express_connect_virtual_border_router.
          subnet6: peering6?.subnet?.text,
          ...timers(element.bgp?.bfd ?? element.bgp6?.bfd),
          mtu: element.mtu,
          siteLink: element.siteLink ? true : undefined,
        },
      };
    }
  },
});

/** A VBR on a hosted connection has the connection's bandwidth and takes none of its own. */
function bandwidth(vbr: Vbr, circuit: Circuit | undefined): number | undefined {
  if (circuit?.type === 'hosted' || vbr.rateLimitMbps === undefined) return undefined;
  return vbrBandwidth(vbr.rateLimitMbps);
}

/**
 * The API counts whole Gbit/s from 2 upwards as 1024 Mbit/s (aliyun-openapi-meta
 * en-US/vpc/CreateVirtualBorderRouter.json, `Bandwidth`), with one value that does not fit: 50120.
 */
export function vbrBandwidth(mbps: number): number {
  if (mbps < 2000 || mbps % 1000 !== 0) return mbps;
  return mbps === 50_000 ? 50_120 : (mbps / 1000) * 1024;
}

function timers(bfd: Bfd | undefined): Record<string, number | undefined> {
  return { bfdTransmit: bfd?.transmitMs, bfdReceive: bfd?.receiveMs, bfdMultiplier: bfd?.multiplier };
}
