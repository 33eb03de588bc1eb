/**
 * Virtual border routers.
 * Refusals: https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-createvirtualborderrouter
 */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { build } from '../engine/create.ts';
import { text } from '../engine/model.ts';
import { addressAt, containsAddress, knownPrefix, parsePrefix } from '../../model/ip.ts';
import { addressParam, defineResource, having } from './define.ts';
import { enabledCircuit } from './physical-connection.ts';
import { routeTable } from './route-table.ts';
import type { Address, Prefix } from '../../model/ip.ts';
import type { Call, Change, Fields, Resource, World } from '../engine/types.ts';

export const vbr = defineResource({
  kind: 'vbr',
  product: 'vpc',
  idField: 'VbrId',
  idPrefix: 'vbr-',
  life: { ready: 'active', deleting: 'deleting', busy: 'IncorrectStatus.Vbr' },
  notFound: { code: 'InvalidVbrId.NotFound' },
  view,
  create: {
    action: 'CreateVirtualBorderRouter',
    check: (call, world) => {
      enabledCircuit(call, world);
      checkPeering(call, {});
      ensureVlanFree(text(call.params.PhysicalConnectionId), text(call.params.VlanId), world);
    },
    // https://help.aliyun.com/en/express-connect/user-guide/quotas/. Unverified: the code.
    quota: [{ by: ['PhysicalConnectionId'], max: 5, code: 'QuotaExceeded.VbrPerPhysicalConnection' }],
    owner: (call) => text(call.params.VbrOwnerId) || call.accountId,
    path: (call) => [isForeign(call) ? 'unconfirmed' : 'active'],
    fields: (call, world) => ({
      AccessPointId: text(enabledCircuit(call, world).fields.AccessPointId),
      RouteTableId: world.newId('vtb-'),
      VlanInterfaceId: world.newId('ri-'),
      Type:
        text(enabledCircuit(call, world).fields.ProductType) === 'PhysicalConnection'
          ? 'PhysicalConnection'
          : 'VirtualPhysicalConnection',
      PConnVbrChargeType: 'PayByBandwidth',
    }),
    // Documented defaults of the BFD timers: aliyun-openapi-meta en-US/vpc/DescribeVirtualBorderRouters.json, examples.
    defaults: {
      EnableIpv6: false,
      MinTxInterval: 1000,
      MinRxInterval: 1000,
      DetectMultiplier: 10,
      Mtu: 1500,
      SitelinkEnable: false,
    },
    also: ownTable,
  },
  reads: [
    { action: 'DescribeVirtualBorderRouters', list: 'VirtualBorderRouterSet' },
    {
      action: 'DescribeVirtualBorderRoutersForPhysicalConnection',
      list: 'VirtualBorderRouterForPhysicalConnectionSet',
    },
  ],
  modifies: [
    {
      action: 'ModifyVirtualBorderRouterAttribute',
      by: ['VbrId'],
      check: (call, world, self) => {
        checkPeering(call, self.fields);
        const vlan = text(call.params.VlanId);
        if (vlan !== '') ensureVlanFree(text(self.fields.PhysicalConnectionId), vlan, world, self);
        ensureMtu(text(call.params.Mtu));
      },
    },
    {
      action: 'UpdateVirtualBorderBandwidth',
      by: ['VirtualBorderRouterId'],
      rename: { VirtualBorderRouterId: 'VbrId' },
    },
  ],
  moves: [
    {
      action: 'TerminateVirtualBorderRouter',
      by: ['VbrId'],
      from: ['active'],
      path: ['terminating', 'terminated'],
      wrongState: 'IncorrectStatus.Vbr',
    },
    {
      action: 'RecoverVirtualBorderRouter',
      by: ['VbrId'],
      from: ['terminated'],
      path: ['recovering', 'active'],
      wrongState: 'IncorrectStatus.Vbr',
    },
  ],
  delete: {
    action: 'DeleteVirtualBorderRouter',
    by: ['VbrId'],
    from: ['unconfirmed', 'active', 'terminated'],
    wrongState: 'IncorrectStatus.Vbr',
    dependents: [
      { kind: 'bgp-group', by: 'RouterId', code: 'DependencyViolation.BgpGroup' },
      { kind: 'bgp-network', by: 'RouterId', code: 'DependencyViolation.BgpNetwork' },
      { kind: 'vbr-ha', by: 'VbrId', code: 'DependencyViolation.VbrHa' },
      { kind: 'vbr-ha', by: 'PeerVbrId', code: 'DependencyViolation.VbrHa' },
      { kind: 'ecr-child', by: 'ChildInstanceId', code: 'DependencyViolation.Ecr' },
      { kind: 'tr-vbr-attachment', by: 'VbrId', code: 'DependencyViolation.Cen' },
    ],
    check: ensureNoRoutes,
    also: ownTableGone,
  },
});

/** Each VBR has one route table, which comes and goes with it. */
function ownTable(router: Resource, call: Call, world: World): readonly Change[] {
  const table = build(
    routeTable,
    { action: call.action, path: () => ['Available'] },
    { ...call, params: {} },
    world,
  );
  const fields = { RouteTableType: 'System', RouterType: 'VBR', RouterId: router.id };
  return [
    {
      op: 'create',
      resource: { ...table, id: text(router.fields.RouteTableId), owner: router.owner, fields },
    },
  ];
}

/** Unverified: that a VBR with static routes cannot be deleted, and the code. */
function ensureNoRoutes(_call: Call, world: World, router: Resource): void {
  const [route] = having(world, 'route-entry', 'RouteTableId', text(router.fields.RouteTableId));
  if (route !== undefined)
    throw new ApiError('DependencyViolation.RouteEntry', `${router.id} still has the route ${route.id}.`);
}

function ownTableGone(router: Resource, _call: Call, world: World): readonly Change[] {
  const table = world.find('route-table', text(router.fields.RouteTableId));
  return table === undefined
    ? []
    : [{ op: 'delete', resource: altered(table, table.fields, [null], [], world) }];
}

function view(resource: Resource, world: World): Fields {
  const circuit = world.find('physical-connection', text(resource.fields.PhysicalConnectionId));
  const [child] = having(world, 'ecr-child', 'ChildInstanceId', resource.id);
  const ecr =
    child === undefined
      ? {}
      : { EcrId: text(child.fields.EcrId), EcrAttatchStatus: child.status, EcrOwnerId: child.owner };
  return {
    PhysicalConnectionStatus: circuit?.status ?? 'Terminated',
    PhysicalConnectionBusinessStatus: text(circuit?.fields.BusinessStatus),
    PhysicalConnectionOwnerUid: circuit?.owner ?? resource.owner,
    VbrName: text(resource.fields.Name),
    VbrOwnerUid: resource.owner,
    ...ecr,
    AssociatedPhysicalConnections: having(world, 'vbr-circuit', 'VbrId', resource.id).map((each) => ({
      ...each.fields,
      Status: each.status,
    })),
    AssociatedCens: having(world, 'tr-vbr-attachment', 'VbrId', resource.id).map((each) => ({
      CenId: text(each.fields.CenId),
      CenOwnerId: each.owner,
      CenStatus: each.status,
    })),
  };
}

/** Both gateway addresses lie in the subnet that the mask makes of the local one. */
export function checkPeering(call: Call, known: Fields): void {
  const local = addressParam(call, 'LocalGatewayIp', 'InvalidLocalGatewayIp.Malformed');
  const peer = addressParam(call, 'PeerGatewayIp', 'InvalidPeerGatewayIp.Malformed');
  for (const address of [local, peer]) ensureOutside(reservedForServices, address);
  const mask = text(call.params.PeeringSubnetMask) || text(known.PeeringSubnetMask);
  const length = mask === '' ? undefined : maskLength(mask);
  if (mask !== '' && length === undefined) {
    throw new ApiError(
      'InvalidPeeringSubnetMask.Malformed',
      `"${mask}" is not a dotted mask of 24 to 30 bits.`,
    );
  }
  if (local === undefined || peer === undefined || length === undefined) return;
  const subnet = parsePrefix(`${local.text}/${length}`);
  if (subnet !== undefined && !containsAddress(subnet, peer)) {
    throw new ApiError(
      'InvalidPeerGatewayIp.Malformed',
      `${peer.text} is not in the subnet ${subnet.text} of the local gateway.`,
    );
  }
  if (local.value === peer.value)
    throw new ApiError('InvalidPeerGatewayIp.Malformed', 'Both gateways have the same address.');
}

/** https://help.aliyun.com/en/express-connect/product-overview/limits */
const reservedForServices = knownPrefix('100.64.0.0/10');

function ensureOutside(block: Prefix, address: Address | undefined): void {
  if (address === undefined || !containsAddress(block, address)) return;
  throw new ApiError(
    'InvalidPeerGatewayIp.Malformed',
    `${address.text} lies in ${block.text}, which belongs to the services of the cloud.`,
  );
}

/** 24 to 30 bits: parameter text of PeeringSubnetMask. */
function maskLength(mask: string): number | undefined {
  for (let length = 24; length <= 30; length += 1) {
    const value = (0xffff_ffffn << BigInt(32 - length)) & 0xffff_ffffn;
    if (addressAt(4, value).text === mask) return length;
  }
  return undefined;
}

export function ensureVlanFree(circuitId: string, vlan: string, world: World, self?: Resource): void {
  const routers = having(world, 'vbr', 'PhysicalConnectionId', circuitId).filter(
    (each) => each.id !== self?.id,
  );
  const users = [...routers, ...having(world, 'vbr-circuit', 'PhysicalConnectionId', circuitId)];
  // VLAN 0 is a routed port, which has room for one VBR: parameter text of VlanId in CreateVirtualBorderRouter.
  const user = users.find((each) => [vlan, '0'].includes(text(each.fields.VlanId)) || vlan === '0');
  if (user === undefined) return;
  throw new ApiError(
    'InvalidVlanId.Used',
    `VLAN ${vlan} on circuit ${circuitId} belongs to ${user.kind} ${user.id}.`,
  );
}

/** 1500 or 8500: parameter text of Mtu in ModifyVirtualBorderRouterAttribute. */
function ensureMtu(mtu: string): void {
  if (mtu === '' || mtu === '1500' || mtu === '8500') return;
  throw new ApiError('InvalidMtu.Malformed', `The MTU ${mtu} is neither 1500 nor 8500.`);
}

function isForeign(call: Call): boolean {
  const owner = text(call.params.VbrOwnerId);
  return owner !== '' && owner !== call.accountId;
}
