/** VPCs with what is in them, and VPNs. */
import type {
  AllowRule,
  Cipher,
  SecurityGroup,
  Tunnel,
  Vpc,
  VpcRouteTable,
  Vpn,
} from '../../model/topology.ts';
import { siteEnd } from './borders.ts';
import { block, list, property, statement, toggle, type Entry } from './entry.ts';
import {
  bandwidth,
  cloudProperties,
  duration,
  heading,
  nameOf,
  namesOf,
  routes,
  secret,
  texts,
} from './words.ts';

export function vpcEntry(vpc: Vpc): Entry {
  return block(
    heading('vpc', vpc, `in ${vpc.region ?? 'unknown'}`),
    [
      ...list('prefix', texts(vpc.prefixes)),
      ...list('user-prefix', texts(vpc.userPrefixes)),
      ...toggle('ipv6', vpc.hasIpv6, false),
      ...vpc.vswitches.map((vswitch) =>
        block(
          heading('vswitch', vswitch, `in ${vswitch.zone ?? 'unknown'}`),
          [...property('prefix', vswitch.prefix?.text), ...cloudProperties(vswitch)],
          vswitch.path,
        ),
      ),
      ...vpc.securityGroups.map(securityGroupEntry),
      ...routes(vpc.routes),
      ...vpc.routeTables.map(routeTableEntry),
      ...cloudProperties(vpc),
    ],
    vpc.path,
  );
}

function securityGroupEntry(group: SecurityGroup): Entry {
  const inner = [...group.allows.map(allowEntry), ...cloudProperties(group)];
  return block(heading('security-group', group), inner, group.path);
}

function allowEntry({ protocol, firstPort, lastPort, sites, prefixes, path }: AllowRule): Entry {
  const last = lastPort === firstPort ? '' : `-${lastPort ?? ''}`;
  const ports = firstPort === undefined ? '' : ` ${firstPort}${last}`;
  const sources = [...namesOf(sites), ...texts(prefixes)].join(', ');
  return statement(`allow ${protocol}${ports} from ${sources || 'unknown'}`, path);
}

function routeTableEntry(table: VpcRouteTable): Entry {
  return block(
    heading('route-table', table),
    [
      ...list('associate', namesOf(table.vswitches)),
      ...toggle('route-propagation', table.learnsRoutes, true),
      ...routes(table.routes),
      ...cloudProperties(table),
    ],
    table.path,
  );
}

export function vpnEntry(vpn: Vpn): Entry {
  return block(
    heading('vpn', vpn, `from ${siteEnd(vpn.site, vpn.router)} to ${nameOf(vpn.target)}`),
    [
      statement(`role ${vpn.role}`),
      ...(vpn.networkType === 'public' ? [] : [statement(`network ${vpn.networkType}`)]),
      ...property('bandwidth', bandwidth(vpn.bandwidthMbps)),
      ...property('customer-address', vpn.customerAddress?.text),
      ...toggle('bgp', vpn.hasBgp, false),
      ...list('local-prefix', texts(vpn.localPrefixes)),
      ...list('remote-prefix', texts(vpn.remotePrefixes)),
      ...cipherEntries('ike', vpn.ike),
      ...cipherEntries('ipsec', vpn.ipsec),
      ...vpn.tunnels.map(tunnelEntry),
      ...cloudProperties(vpn),
    ],
    vpn.path,
  );
}

function cipherEntries(keyword: string, cipher: Cipher | undefined): Entry[] {
  if (cipher === undefined) return [];
  const { lifetimeS } = cipher;
  return [
    block(keyword, [
      ...property('version', cipher.version),
      ...property('encryption', cipher.encryption),
      ...property('authentication', cipher.authentication),
      ...property('group', cipher.group),
      ...property('lifetime', duration(lifetimeS === undefined ? undefined : lifetimeS * 1000)),
    ]),
  ];
}

function tunnelEntry(tunnel: Tunnel): Entry {
  return block(
    heading('tunnel', tunnel),
    [
      ...property('inside', tunnel.inside?.text),
      ...property('cloud-address', tunnel.cloudAddress?.text),
      ...property('customer-address', tunnel.customerAddress?.text),
      ...secret('key', tunnel.key),
    ],
    tunnel.path,
  );
}
