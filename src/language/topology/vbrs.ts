import { bfdLimits } from '../../model/catalog/limits.ts';
import type { Bfd, Bgp, BgpPeer, FailoverGroup, HealthCheck, Peering, Vbr } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import {
  isOn,
  readAddress,
  readAsnValue,
  readMbps,
  readMs,
  readNumber,
  readPrefix,
  readPrefixes,
} from '../literals.ts';
import type { Build } from './build.ts';
import { named, unnamed } from './build.ts';
import { buildRoute, cloudOf, compactMap, managedOf, secretOf } from './common.ts';
import type { Made } from './made.ts';

export function buildVbr(build: Build, made: Made, node: Half<ast.Vbr>): Vbr | undefined {
  const base = named(build, node, 'vbr');
  if (base === undefined) return undefined;
  const { path } = base;
  const vbr: Vbr = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'vbr',
    circuit: made.circuits.get(node.circuit?.ref),
    vlan: readNumber(node.vlan),
    peering: node.peering && buildPeering(build, node.peering, path, 'peering'),
    peering6: node.peering6 && buildPeering(build, node.peering6, path, 'peering6'),
    rateLimitMbps: readMbps(node.rateLimit),
    mtu: readNumber(node.mtu),
    siteLink: isOn(node.siteLink, false),
    bgp: node.bgp && buildBgp(build, node.bgp, path, 4),
    bgp6: node.bgp6 && buildBgp(build, node.bgp6, path, 6),
    staticRoutes: node.routes.map((route) => buildRoute(build, route, path)),
    networks: readPrefixes(node.announce),
    uplinks: compactMap(node.uplinks, ({ ref }) => made.vpcs.get(ref)),
    healthCheck: node.healthCheck && buildHealthCheck(build, node.healthCheck, path),
  };
  return build.record(vbr, node);
}

export function buildFailoverGroup(
  build: Build,
  made: Made,
  node: Half<ast.FailoverGroup>,
): FailoverGroup | undefined {
  const base = named(build, node, 'failover-group');
  if (base === undefined) return undefined;
  const group: FailoverGroup = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'failover-group',
    groupKind: node.groupKind ?? 'ecr',
    members: compactMap(node.members, ({ ref }) => made.vbrs.get(ref)),
  };
  return build.record(group, node);
}

function buildPeering(
  build: Build,
  node: Half<ast.Peering>,
  parent: string,
  name: 'peering' | 'peering6',
): Peering {
  const peering: Peering = {
    ...unnamed(build, node, { name, key: name, parent }),
    kind: 'peering',
    cloud: readAddress(node.cloud?.split('/')[0]),
    customer: readAddress(node.customer),
    subnet: readPrefix(node.cloud),
  };
  return build.record(peering, node);
}

function buildBgp(build: Build, node: Half<ast.Bgp>, parent: string, version: 4 | 6): Bgp {
  const name = version === 4 ? 'bgp' : 'bgp6';
  const base = unnamed(build, node, { name, key: name, parent });
  const bgp: Bgp = {
    ...base,
    kind: 'bgp',
    version,
    peerAsn: readAsnValue(node.peerAsn),
    localAsn: readAsnValue(node.localAsn),
    auth: secretOf(node.auth),
    bfd: node.bfd && buildBfd(build, node.bfd, base.path),
    routeLimit: readNumber(node.routeLimit),
    fakeAsn: isOn(node.fakeAsn, false),
    peers: node.peers.map((peer) => buildPeer(build, peer, base.path)),
  };
  return build.record(bgp, node);
}

function buildBfd(build: Build, node: Half<ast.Bfd>, parent: string): Bfd | undefined {
  if (node.switch === 'off') return undefined;
  const bfd: Bfd = {
    ...unnamed(build, node, { name: 'bfd', key: 'bfd', parent }),
    kind: 'bfd',
    transmitMs: readMs(node.transmit) ?? bfdLimits.defaultIntervalMs.value,
    receiveMs: readMs(node.receive) ?? bfdLimits.defaultIntervalMs.value,
    multiplier: readNumber(node.multiplier) ?? bfdLimits.defaultMultiplier.value,
    hops: readNumber(node.hops),
  };
  return build.record(bfd, node);
}

function buildPeer(build: Build, node: Half<ast.BgpPeer>, parent: string): BgpPeer {
  const text = node.address ?? '';
  const customer = readAddress(text);
  const name = customer?.text ?? text;
  const peer: BgpPeer = {
    ...unnamed(build, node, { name, key: `peer.${name}`, parent }),
    kind: 'bgp-peer',
    customer,
  };
  return build.record(peer, node);
}

function buildHealthCheck(build: Build, node: Half<ast.HealthCheck>, parent: string): HealthCheck {
  const check: HealthCheck = {
    ...unnamed(build, node, { name: 'health-check', key: 'health-check', parent }),
    kind: 'health-check',
    intervalMs: readMs(node.interval),
    threshold: readNumber(node.threshold),
    sourceAddress: readAddress(node.source),
  };
  return build.record(check, node);
}
