/**
 * IPsec connections, on a VPN gateway or (as "VPN attachment") for a transit router.
 * Both are read by the same actions and share the id prefix `vco-`, so they are one kind here.
 */
import { ApiError } from '../engine/api-error.ts';
import { deleteHandler, modifyHandler } from '../engine/change.ts';
import { createHandler } from '../engine/create.ts';
import { mask } from '../engine/redact.ts';
import { absent, visible } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { containsPrefix, knownPrefix, parsePrefix } from '../../model/ip.ts';
import { defineResource, having } from './define.ts';
import type { CreateModel, DeleteModel, Dependent, ResourceModel } from '../engine/model.ts';
import type { Call, Fields, Json, Resource, World } from '../engine/types.ts';

const create: Omit<CreateModel, 'action'> = {
  defaults: {
    EnableDpd: true,
    EnableNatTraversal: true,
    EffectImmediately: false,
    EnableTunnelsBgp: false,
    NetworkType: 'public',
  },
  fields: (call, world) => ({
    ...configs(call),
    InternetIp: tunnelAddress(world),
    TunnelOptionsSpecification: tunnels(call, world),
    // What the IPsec negotiation says: the far end is taken to answer, as that of a BGP session is.
    Status: 'ipsec_sa_established',
  }),
};

const dependents: readonly Dependent[] = [
  { kind: 'vco-route', by: 'VpnConnectionId', code: 'DependencyViolation.VcoRouteEntry' },
  { kind: 'vpn-route', by: 'NextHop', code: 'DependencyViolation.VpnRouteEntry' },
  { kind: 'tr-vpn-attachment', by: 'VpnId', code: 'DependencyViolation.TransitRouterAttachment' },
];

const remove: Omit<DeleteModel, 'action'> = { by: ['VpnConnectionId'], dependents };

export const vpnConnection: ResourceModel = defineResource({
  kind: 'vpn-connection',
  product: 'vpc',
  idField: 'VpnConnectionId',
  idPrefix: 'vco-',
  life: {
    field: 'State',
    creating: 'provisioning',
    ready: 'active',
    modifying: 'updating',
    deleting: 'deleting',
    busy: 'VpnConnection.Configuring',
  },
  notFound: { code: 'InvalidVpnConnectionInstanceId.NotFound' },
  locks: (fields) =>
    text(fields.VpnGatewayId) === ''
      ? []
      : [{ key: `vpngw:${text(fields.VpnGatewayId)}`, code: 'VpnGateway.Configuring' }],
  view,
  create: {
    ...create,
    action: 'CreateVpnConnection',
    parents: [
      { param: 'VpnGatewayId', kind: 'vpn-gateway', wrongState: 'VpnGateway.Configuring' },
      { param: 'CustomerGatewayId', kind: 'customer-gateway' },
    ],
    check: checkInsides,
  },
  reads: [
    { action: 'DescribeVpnConnection', one: { by: ['VpnConnectionId'] } },
    { action: 'DescribeVpnConnections', list: 'VpnConnections' },
    {
      action: 'DescribeVpnAttachments',
      list: 'VpnAttachments',
      ignore: ['AttachType'],
      where: (each) => isAttachment(each),
    },
  ],
  modifies: [
    {
      action: 'ModifyVpnConnectionAttribute',
      by: ['VpnConnectionId'],
      fields: (call, world, known) => changedConfigs(call, world, known),
    },
  ],
  delete: { ...remove, action: 'DeleteVpnConnection' },
  extra: {
    CreateVpnAttachment: (call, world) => attachment().create(call, world),
    ModifyVpnAttachmentAttribute: (call, world) => attachment().modify(call, world),
    DeleteVpnAttachment: (call, world) => attachment().remove(call, world),
  },
});

/** A VPN attachment starts as `init` and hangs on nothing until a transit router takes it. */
function attachment(): {
  create: ReturnType<typeof createHandler>;
  modify: ReturnType<typeof modifyHandler>;
  remove: ReturnType<typeof deleteHandler>;
} {
  const model: ResourceModel = {
    ...vpnConnection,
    life: {
      field: 'State',
      creating: 'provisioning',
      ready: 'init',
      modifying: 'updating',
      deleting: 'detaching',
      busy: 'VpnConnection.Configuring',
    },
  };
  return {
    create: createHandler(model, {
      ...create,
      action: 'CreateVpnAttachment',
      parents: [{ param: 'CustomerGatewayId', kind: 'customer-gateway' }],
      check: checkTunnels,
    }),
    modify: modifyHandler(model, {
      action: 'ModifyVpnAttachmentAttribute',
      by: ['VpnConnectionId'],
      fields: (call, world, known) => changedConfigs(call, world, known),
    }),
    remove: deleteHandler(model, { ...remove, action: 'DeleteVpnAttachment' }),
  };
}

function view(connection: Resource, world: World): Fields {
  const [onRouter] = having(world, 'tr-vpn-attachment', 'VpnId', connection.id);
  const router =
    onRouter === undefined ? undefined : world.find('transit-router', text(onRouter.fields.TransitRouterId));
  const state =
    connection.status === 'init' && onRouter?.status === 'Attached' ? 'attached' : connection.status;
  return {
    State: state,
    Status: text(connection.fields.Status),
    VpnBgpConfig: connection.fields.BgpConfig,
    VcoHealthCheck: connection.fields.HealthCheckConfig,
    InstanceId: connection.id,
    ...(isAttachment(connection)
      ? { AttachType: onRouter === undefined ? 'NO_ASSOCIATED' : 'CEN' }
      : { AttachType: 'VPNGW' }),
    ...(router === undefined
      ? {}
      : {
          TransitRouterId: router.id,
          TransitRouterName: text(router.fields.TransitRouterName),
          AttachInstanceId: text(router.fields.CenId),
        }),
  };
}

function isAttachment(connection: Resource): boolean {
  return text(connection.fields.VpnGatewayId) === '';
}

/** Both tunnels of a dual-tunnel attachment are needed: parameter text of TunnelOptionsSpecification. */
function checkTunnels(call: Call): void {
  checkInsides(call);
  const given = list(call.params.TunnelOptionsSpecification).map(fieldsOf);
  if (given.length === 1)
    throw new ApiError('InvalidParameter.TunnelOptionsSpecification', 'Give both tunnels, or none.');
  if (given.length === 0 && text(call.params.CustomerGatewayId) === '') {
    throw new ApiError('MissingParameter', 'Give CustomerGatewayId, or a customer gateway for each tunnel.');
  }
}

/** BGP within a tunnel: parameter text of TunnelCidr in CreateVpnAttachment. */
const insides = knownPrefix('169.254.0.0/16');
const reservedInsides = [
  ...[0, 1, 2, 3, 4, 5, 6].map((third) => `169.254.${third}.0/30`),
  '169.254.169.252/30',
];

function checkInsides(call: Call): void {
  for (const tunnel of list(call.params.TunnelOptionsSpecification).map(fieldsOf)) {
    const given = text(fieldsOf(tunnel.TunnelBgpConfig).TunnelCidr);
    if (given === '') continue;
    const block = parsePrefix(given);
    const isUsable = block?.length === 30 && containsPrefix(insides, block);
    if (!isUsable || reservedInsides.includes(block.text)) {
      throw new ApiError(
        'InvalidTunnelCidr.Malformed',
        `The value "${given}" of TunnelCidr is no free /30 block of ${insides.text}.`,
      );
    }
  }
}

/** The four configurations travel as JSON texts and are read back as objects. */
function configs(call: Call): Fields {
  const names = ['IkeConfig', 'IpsecConfig', 'BgpConfig', 'HealthCheckConfig'].filter(
    (name) => text(call.params[name]) !== '',
  );
  return Object.fromEntries(names.map((name) => [name, parseConfig(name, text(call.params[name]))]));
}

function parseConfig(name: string, value: string): Json {
  try {
    // JSON.parse yields exactly the values that Json describes.
    return mask(name, JSON.parse(value) as Json);
  } catch {
    throw new ApiError(`Invalid${name}.Malformed`, `The value of ${name} is not JSON.`);
  }
}

function changedConfigs(call: Call, world: World, known: Resource): Fields {
  const given = list(call.params.TunnelOptionsSpecification);
  if (given.length === 0) return configs(call);
  const before = list(known.fields.TunnelOptionsSpecification).map(fieldsOf);
  const after = tunnels(call, world).map((each, index) => ({
    ...before[index],
    ...withoutNew(each),
    ...identityOf(before[index], each),
  }));
  return { ...configs(call), TunnelOptionsSpecification: after };
}

function identityOf(before: Fields | undefined, fresh: Fields): Fields {
  return {
    TunnelId: before?.TunnelId ?? fresh.TunnelId,
    InternetIp: before?.InternetIp ?? fresh.InternetIp,
  };
}

function withoutNew(tunnel: Fields): Fields {
  return Object.fromEntries(Object.entries(tunnel).filter(([, value]) => value !== undefined));
}

function tunnels(call: Call, world: World): readonly Fields[] {
  const given = list(call.params.TunnelOptionsSpecification).map(fieldsOf);
  for (const each of given) checkGateway(text(each.CustomerGatewayId), call, world);
  return given.map((each, index) => ({
    ...fieldsOf(mask('TunnelOptionsSpecification', each)),
    TunnelId: world.newId('tun-'),
    TunnelIndex: each.TunnelIndex ?? index + 1,
    InternetIp: tunnelAddress(world),
    Role: index === 0 ? 'master' : 'slave',
    State: 'active',
    Status: 'ipsec_sa_established',
  }));
}

/** It must be in the region of what the tunnel leads to; source: as in src/cloud/design/vpns.ts. */
function checkGateway(id: string, call: Call, world: World): void {
  if (id === '' || visible(world.find('customer-gateway', id), call) !== undefined) return;
  throw absent(world.model('customer-gateway').notFound, `customer-gateway ${id}`);
}

/** Addresses of the documentation block (RFC 5737), so that nobody mistakes them for real ones. */
function tunnelAddress(world: World): string {
  return `203.0.113.${(world.nextOrder() % 250) + 1}`;
}
