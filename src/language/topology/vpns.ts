import type { Cipher, Tunnel, Vpn } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, readAddress, readMbps, readMs, readPrefix, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named } from './build.ts';
import { siteEnd } from './circuits.ts';
import { cloudOf, compactMap, secretOf } from './common.ts';
import type { Made } from './made.ts';
import { refTo } from './refs.ts';

export function buildVpn(build: Build, made: Made, node: Half<ast.Vpn>): Vpn | undefined {
  const base = named(build, node, 'vpn');
  if (base === undefined) return undefined;
  const vpn: Vpn = {
    ...base,
    ...cloudOf(node, base.path),
    ...siteEnd(made, node.from),
    kind: 'vpn',
    target: refTo(build, node.target?.ref),
    role: node.role ?? 'standby',
    networkType: node.networkType ?? 'public',
    bandwidthMbps: readMbps(node.bandwidth),
    customerAddress: readAddress(node.customerAddress),
    hasBgp: isOn(node.bgp, false),
    localPrefixes: readPrefixes(node.localPrefixes),
    remotePrefixes: readPrefixes(node.remotePrefixes),
    ike: node.ike && cipherOf(node.ike),
    ipsec: node.ipsec && cipherOf(node.ipsec),
    tunnels: compactMap(node.tunnels, (tunnel) => buildTunnel(build, tunnel, base.path)),
  };
  return build.record(vpn, node);
}

function buildTunnel(build: Build, node: Half<ast.Tunnel>, parent: string): Tunnel | undefined {
  const base = named(build, node, 'tunnel', parent);
  if (base === undefined) return undefined;
  const tunnel: Tunnel = {
    ...base,
    kind: 'tunnel',
    inside: readPrefix(node.inside),
    cloudAddress: readAddress(node.cloudAddress),
    customerAddress: readAddress(node.customerAddress),
    key: secretOf(node.key),
  };
  return build.record(tunnel, node);
}

function cipherOf(node: Half<ast.Cipher>): Cipher {
  const lifetimeMs = readMs(node.lifetime);
  return {
    version: node.version,
    encryption: node.encryption,
    authentication: node.authentication,
    group: node.group,
    lifetimeS: lifetimeMs === undefined ? undefined : lifetimeMs / 1000,
  };
}
