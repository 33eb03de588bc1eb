/** Circuits, VBRs, failover groups and QoS, as elements. */
import { vbrSteps } from '../../model/bandwidth.ts';
import { bfdLimits } from '../../model/catalog/limits.ts';
import { parseAddress, parsePrefix } from '../../model/ip.ts';
import type {
  Bfd,
  Bgp,
  Circuit,
  FailoverGroup,
  HealthCheck,
  Peering,
  StaticRoute,
  Vbr,
} from '../../model/topology.ts';
import { vbrBandwidth } from '../kinds/virtual-border-router.ts';
import { textOf } from '../value.ts';
import {
  cloudPart,
  nameFor,
  named,
  otherOwner,
  shownThing,
  unmanaged,
  unnamed,
  usedPart,
  type Desk,
} from './desk.ts';
import { placeOf, refTo, type Places } from './places.ts';
import { secretFor } from './secrets.ts';
import { circuitsIn, groupsOn, type Sites } from './sites.ts';
import { fieldOf, isOnIn, numberIn, textIn, type Thing } from './thing.ts';

/** A word where the language takes one. */
export function wordOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z_]\w*(?:-\w+)*$/.test(text) ? text : undefined;
}

export function circuitsFrom(desk: Desk, places: Places, sites: Sites): Map<string, Circuit> {
  const found = circuitsIn(desk).flatMap((thing): [string, Circuit][] => {
    const placed = placeOf(places, thing.kind.name, thing.id);
    return placed === undefined ? [] : [[thing.id, circuitFrom(places, sites, thing, placed)]];
  });
  return new Map([...found, ...hiddenCircuits(desk)]);
}

function circuitFrom(
  places: Places,
  sites: Sites,
  thing: Thing,
  placed: { path: string; name: string; label: string | undefined },
): Circuit {
  const { item } = thing;
  const port = textOf(item.PortType) ?? '';
  const redundant = placeOf(places, 'physical-connection', textOf(item.RedundantPhysicalConnectionId));
  const isHosted = thing.kind.name === 'hosted-connection';
  return {
    ...named(placed.path, placed),
    ...usedPart(thing.id, undefined),
    kind: 'circuit',
    site: sites.of(thing),
    router: undefined,
    accessPoint: wordOf(textOf(item.AccessPointId)),
    region: thing.region,
    type: isHosted ? 'hosted' : 'dedicated',
    partner: undefined,
    carrier: wordOf(textOf(item.LineOperator)),
    port: !isHosted && /^\d+G?Base-[A-Za-z0-9]+$/.test(port) ? port : undefined,
    bandwidthMbps: Number(textOf(item.Bandwidth) ?? Number.NaN) || undefined,
    lineCode: fieldOf(item, 'CircuitCode'),
    location: fieldOf(item, 'PeerLocation'),
    redundantTo: redundant === undefined ? undefined : refTo('circuit', redundant),
    goLive: undefined,
    role: undefined,
  };
}

/** Lines of another account that carry VBRs of ours: only what the VBRs say of them is known. */
function hiddenCircuits(desk: Desk): [string, Circuit][] {
  const vbrs = desk.things.of('virtual-border-router');
  const seen = new Set(circuitsIn(desk).map(({ id }) => id));
  const hidden = new Map(vbrs.map((vbr): [string, Thing] => [textIn(vbr, 'circuit') ?? '', vbr]));
  return [...hidden]
    .filter(([id]) => id !== '' && !seen.has(id))
    .map(([id, vbr]) => {
      const naming = desk.names.take('', [], 'circuit');
      const circuit: Circuit = {
        ...named(`circuit.${naming.name}`, naming),
        ...usedPart(id, otherOwner(desk, vbr.item.PhysicalConnectionOwnerUid)),
        kind: 'circuit',
        site: undefined,
        router: undefined,
        accessPoint: wordOf(textOf(vbr.item.AccessPointId)),
        region: vbr.region,
        type: textOf(vbr.item.Type) === 'VirtualPhysicalConnection' ? 'hosted' : 'dedicated',
        partner: undefined,
        carrier: undefined,
        port: undefined,
        bandwidthMbps: undefined,
        lineCode: undefined,
        location: undefined,
        redundantTo: undefined,
        goLive: undefined,
        role: undefined,
      };
      return [id, circuit];
    });
}

export function vbrsFrom(
  desk: Desk,
  places: Places,
  circuits: ReadonlyMap<string, Circuit>,
): Map<string, Vbr> {
  return new Map(
    desk.things.of('virtual-border-router').flatMap((thing): [string, Vbr][] => {
      const placed = placeOf(places, 'virtual-border-router', thing.id);
      const circuit = circuits.get(textIn(thing, 'circuit') ?? '');
      return placed === undefined
        ? []
        : [[thing.id, vbrFrom(desk, thing, named(placed.path, placed), circuit)]];
    }),
  );
}

function vbrFrom(
  desk: Desk,
  thing: Thing,
  base: ReturnType<typeof named>,
  circuit: Circuit | undefined,
): Vbr {
  const { path } = base;
  const mtu = numberIn(thing, 'mtu');
  return {
    ...base,
    ...cloudPart(desk, thing),
    account: otherOwner(desk, thing.item.VbrOwnerUid ?? thing.item.VbrOwnerId),
    kind: 'vbr',
    circuit,
    vlan: numberIn(thing, 'vlan'),
    peering: peeringFrom(thing, path),
    peering6: isOnIn(thing, 'ipv6') ? peering6From(thing, path) : undefined,
    rateLimitMbps: circuit?.type === 'hosted' ? undefined : rateLimit(numberIn(thing, 'bandwidth')),
    mtu: mtu === 1500 ? undefined : mtu,
    siteLink: isOnIn(thing, 'siteLink'),
    bgp: bgpFrom(desk, thing, base, 4),
    bgp6: bgpFrom(desk, thing, base, 6),
    staticRoutes: staticRoutes(desk, thing, path),
    networks: desk.things
      .where('bgp-network', 'vbr', thing.id)
      .flatMap((network) => parsePrefix(textIn(network, 'prefix') ?? '') ?? []),
    uplinks: [],
    healthCheck: healthCheck(desk, thing, path),
  };
}

function peeringFrom(thing: Thing, path: string): Peering | undefined {
  const [cloud, customer, mask] = ['cloudAddress', 'customerAddress', 'mask'].map((name) =>
    textIn(thing, name),
  );
  const length = maskLength(mask);
  if (cloud === undefined || customer === undefined || length === undefined) return undefined;
  return {
    ...unnamed(`${path}/peering`, 'peering'),
    kind: 'peering',
    cloud: parseAddress(cloud),
    customer: parseAddress(customer),
    subnet: parsePrefix(`${cloud}/${length}`),
  };
}

/** The "mask" of IPv6 is a prefix. */
function peering6From(thing: Thing, path: string): Peering | undefined {
  const [cloud, customer, subnet] = ['cloudAddress6', 'customerAddress6', 'subnet6'].map((name) =>
    textIn(thing, name),
  );
  if (cloud === undefined || customer === undefined || subnet === undefined) return undefined;
  return {
    ...unnamed(`${path}/peering6`, 'peering6'),
    kind: 'peering',
    cloud: parseAddress(cloud),
    customer: parseAddress(customer),
    subnet: parsePrefix(subnet),
  };
}

/** `255.255.255.252` is 30 bits long. */
function maskLength(mask: string | undefined): number | undefined {
  const address = mask === undefined ? undefined : parseAddress(mask);
  if (address?.version !== 4) return undefined;
  const bits = address.value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.indexOf('0') : undefined;
}

/** The API's 5120 is what people write as 5 Gbps. */
function rateLimit(mbps: number | undefined): number | undefined {
  const step = vbrSteps.find((each) => each.mbps === mbps);
  return step !== undefined && vbrBandwidth(step.roundMbps) === mbps ? step.roundMbps : mbps;
}

function bgpFrom(
  desk: Desk,
  vbr: Thing,
  base: { path: string; name: string },
  version: 4 | 6,
): Bgp | undefined {
  const isSixth = (group: Thing) => (textIn(group, 'ipVersion') ?? 'ipv4').toLowerCase() === 'ipv6';
  const [group, ...others] = groupsOn(desk, vbr).filter((each) => isSixth(each) === (version === 6));
  for (const other of others) {
    desk.remarks.push({
      what: shownThing(other),
      why: `a VBR of the language has one BGP group for each version of IP, and '${base.name}' has more`,
      next: 'It stays as it is in the cloud; move its peers into the other group to manage them here.',
      path: base.path,
    });
  }
  if (group === undefined) return undefined;
  const path = `${base.path}/${version === 4 ? 'bgp' : 'bgp6'}`;
  desk.origins.set(path, group);
  const peers = desk.things.where('bgp-peer', 'group', group.id);
  const routeLimit = numberIn(group, 'routeLimit');
  const localAsn = numberIn(group, 'localAsn');
  const hasKey = fieldOf(group.item, 'AuthKey') !== undefined;
  return {
    ...unnamed(path, version === 4 ? 'bgp' : 'bgp6'),
    kind: 'bgp',
    version,
    peerAsn: numberIn(group, 'peerAsn'),
    localAsn: localAsn === impliedAsn(desk, vbr) ? undefined : localAsn,
    auth: hasKey ? secretFor(desk, [base.name, version === 4 ? 'BGP' : 'BGP6', 'KEY']) : undefined,
    bfd: bfdFrom(vbr, peers, path),
    routeLimit: routeLimit === 110 ? undefined : routeLimit,
    fakeAsn: isOnIn(group, 'isFakeAsn'),
    peers: namedPeers(vbr, peers, path, version),
  };
}

/** What the language takes when nothing is said: that of the ECR, else the platform's. */
function impliedAsn({ things }: Desk, vbr: Thing): number {
  const [child] = things.where('ecr-vbr', 'vbr', vbr.id);
  const ecr = child === undefined ? undefined : things.get('ecr', textIn(child, 'ecr'));
  return (ecr === undefined ? undefined : numberIn(ecr, 'asn')) ?? 45104;
}

function bfdFrom(vbr: Thing, peers: readonly Thing[], path: string): Bfd | undefined {
  const peer = peers.find((each) => isOnIn(each, 'bfd'));
  if (peer === undefined) return undefined;
  const hops = numberIn(peer, 'bfdHops');
  return {
    ...unnamed(`${path}/bfd`, 'bfd'),
    kind: 'bfd',
    transmitMs: numberIn(vbr, 'bfdTransmit') ?? bfdLimits.defaultIntervalMs.value,
    receiveMs: numberIn(vbr, 'bfdReceive') ?? bfdLimits.defaultIntervalMs.value,
    multiplier: numberIn(vbr, 'bfdMultiplier') ?? bfdLimits.defaultMultiplier.value,
    hops: hops === 255 ? undefined : hops,
  };
}

/** The one at the customer's peering address goes without saying. */
function namedPeers(vbr: Thing, peers: readonly Thing[], path: string, version: 4 | 6): Bgp['peers'] {
  const implied = textIn(vbr, version === 4 ? 'customerAddress' : 'customerAddress6');
  const addresses = peers.flatMap((peer) => parseAddress(textIn(peer, 'address') ?? '') ?? []);
  const isImplied = addresses.length === 1 && addresses[0]?.text === parseAddress(implied ?? '')?.text;
  if (isImplied) return [];
  return addresses.map((customer) => ({
    ...unnamed(`${path}/peer.${customer.text}`, customer.text),
    kind: 'bgp-peer',
    customer,
  }));
}

function staticRoutes(desk: Desk, vbr: Thing, path: string): StaticRoute[] {
  return desk.things.where('route-entry', 'router', vbr.id).flatMap((route): StaticRoute[] => {
    const prefix = parsePrefix(textIn(route, 'prefix') ?? '');
    const isToSite = textIn(route, 'nextHop') === vbr.outputs.vlanInterface;
    if (prefix === undefined || !isToSite) {
      desk.remarks.push({
        what: `${shownThing(route)} to ${textIn(route, 'prefix') ?? 'somewhere'}`,
        why: 'a static route of a VBR leads to the site in the language, and this one leads elsewhere',
        next: 'It stays as it is in the cloud, and no plan touches it.',
        path,
      });
      return [];
    }
    return [
      {
        ...unnamed(`${path}/route.${prefix.text.replace('/', '_')}`, prefix.text),
        kind: 'static-route',
        prefix,
        nextHop: undefined,
        isBlackhole: false,
      },
    ];
  });
}

function healthCheck(desk: Desk, vbr: Thing, path: string): HealthCheck | undefined {
  const [check] = desk.things.where('vbr-health-check', 'vbr', vbr.id);
  if (check === undefined) return undefined;
  const seconds = numberIn(check, 'intervalS');
  return {
    ...unnamed(`${path}/health-check`, 'health-check'),
    kind: 'health-check',
    intervalMs: seconds === undefined ? undefined : seconds * 1000,
    threshold: numberIn(check, 'threshold'),
    sourceAddress: parseAddress(textIn(check, 'source') ?? ''),
  };
}

export function failoverGroupsFrom(desk: Desk, vbrs: ReadonlyMap<string, Vbr>): FailoverGroup[] {
  return desk.things.of('vbr-failover-group').flatMap((thing): FailoverGroup[] => {
    const members = ['vbr', 'peerVbr'].flatMap((end) => vbrs.get(textIn(thing, end) ?? '') ?? []);
    if (members.length < 2) return [];
    const naming = nameFor(desk, thing, { word: 'failover-group', otherwise: 'failover-group' });
    const base = named(`failover-group.${naming.name}`, naming);
    desk.origins.set(base.path, thing);
    // A group is one of two, whichever comes first.
    for (const end of ['vbr', 'peerVbr']) desk.onPurpose.add(`${base.path} ${end}`);
    return [{ ...base, ...unmanaged, kind: 'failover-group', groupKind: 'classic', members }];
  });
}
