/** VPNs, as elements. */
import { parseAddress, parsePrefix, type Prefix } from '../../model/ip.ts';
import type { Cipher, Tunnel, Vpc, Vpn } from '../../model/topology.ts';
import { type Item } from '../look/observe.ts';
import { textOf } from '../value.ts';
import { wordOf } from './borders.ts';
import { cloudPart, named, shownThing, type Desk } from './desk.ts';
import { tunnelsOf } from './edges.ts';
import { placeOf, refTo, type Places } from './places.ts';
import { secretFor } from './secrets.ts';
import { prefixesIn, remotePrefixes, vpnsIn, type Sites } from './sites.ts';
import { fieldOf, isOnIn, textIn, type Thing } from './thing.ts';

export function vpnsFrom(desk: Desk, places: Places, sites: Sites, vpcs: readonly Vpc[]): Map<string, Vpn> {
  const gateways = new Set<string>();
  return new Map(
    vpnsIn(desk).flatMap((thing): [string, Vpn][] => {
      const placed = placeOf(places, thing.kind.name, thing.id);
      const target = targetOf(desk, places, thing);
      const gateway = textIn(thing, 'gateway');
      if (placed === undefined || target === undefined) return [];
      if (gateway !== undefined && gateways.has(gateway)) {
        desk.remarks.push({
          what: shownThing(thing),
          why: `a VPN of the language has a gateway of its own, and ${gateway} has more than one connection`,
          next: 'It stays as it is in the cloud, and no plan touches it.',
        });
        return [];
      }
      if (gateway !== undefined) gateways.add(gateway);
      return [
        [thing.id, vpnFrom(desk, { sites, vpcs }, thing, { base: named(placed.path, placed), target })],
      ];
    }),
  );
}

function targetOf({ things }: Desk, places: Places, vpn: Thing): Vpn['target'] {
  const [attachment] = things.where('tr-vpn-attachment', 'vpn', vpn.id);
  const router = placeOf(places, 'transit-router', attachment && textIn(attachment, 'transitRouter'));
  if (router !== undefined) return refTo('transit-router', router);
  const gateway = things.get('vpn-gateway', textIn(vpn, 'gateway'));
  const vpc = placeOf(places, 'vpc', gateway && textIn(gateway, 'vpc'));
  return vpc === undefined ? undefined : refTo('vpc', vpc);
}

function vpnFrom(
  desk: Desk,
  { sites, vpcs }: { readonly sites: Sites; readonly vpcs: readonly Vpc[] },
  thing: Thing,
  { base, target }: { readonly base: ReturnType<typeof named>; readonly target: Vpn['target'] },
): Vpn {
  const tunnels = tunnelsOf(thing.item).sort(
    (a, b) => Number(a.TunnelIndex ?? 0) - Number(b.TunnelIndex ?? 0),
  );
  const [first] = tunnels;
  const gateway = desk.things.get('vpn-gateway', textIn(thing, 'gateway'));
  if (gateway !== undefined) desk.origins.set(`${base.path}/gateway`, gateway);
  const ends = tunnels.map((tunnel) => endOf(desk, tunnel, base.path));
  remarkTunnels(desk, thing, tunnels, base.path);
  const site = sites.of(thing);
  const vpc = vpcs.find(({ path }) => path === target?.path);
  return {
    ...base,
    ...cloudPart(desk, thing),
    kind: 'vpn',
    site,
    router: undefined,
    target,
    role: site?.siteKind === 'datacenter' ? 'standby' : 'primary',
    networkType: textIn(thing, 'networkType') === 'private' ? 'private' : 'public',
    bandwidthMbps: gateway === undefined ? undefined : sizeOf(gateway),
    customerAddress: parseAddress(ends[0] ?? ''),
    hasBgp: isOnIn(thing, 'hasBgp'),
    localPrefixes: unless(prefixesIn(textIn(thing, 'localSubnet')), vpc?.prefixes),
    remotePrefixes: unless(remotePrefixes(thing), vpc === undefined ? undefined : site?.prefixes),
    ike: first === undefined ? undefined : cipherIn(first, 'TunnelIkeConfig', 'Ike'),
    ipsec: first === undefined ? undefined : cipherIn(first, 'TunnelIpsecConfig', 'Ipsec'),
    tunnels: tunnels.map((tunnel, index) => tunnelFrom(desk, tunnel, { base, index, ends })),
  };
}

/** What goes without saying need not be said: a gateway's VPC, and what the site announces. */
function unless(prefixes: readonly Prefix[], implied: readonly Prefix[] | undefined): readonly Prefix[] {
  const texts = (list: readonly Prefix[]) => list.map(({ text }) => text).join(',');
  return implied !== undefined && texts(prefixes) === texts(implied) ? [] : prefixes;
}

/** The address of the customer's gateway at which a tunnel ends. */
function endOf(desk: Desk, tunnel: Item, path: string): string | undefined {
  const gateway = desk.things.get('customer-gateway', textOf(tunnel.CustomerGatewayId));
  const ip = gateway === undefined ? undefined : textIn(gateway, 'ip');
  if (gateway !== undefined && ip !== undefined) desk.origins.set(`${path}/customer-gateway.${ip}`, gateway);
  return ip;
}

/** `5M`; the field of the same name in the create call takes the number alone. */
function sizeOf({ item }: Thing): number | undefined {
  const size = Number((textOf(item.Spec) ?? textOf(item.Bandwidth) ?? '').replace(/M$/, ''));
  return Number.isInteger(size) && size > 0 ? size : undefined;
}

function cipherIn(tunnel: Item, config: string, prefix: 'Ike' | 'Ipsec'): Cipher | undefined {
  const field = (name: string) => fieldOf(tunnel, `${config}.${prefix}${name}`);
  const version = field('Version');
  const cipher: Cipher = {
    version: version === 'ikev1' || version === 'ikev2' ? version : undefined,
    encryption: wordOf(field('EncAlg')),
    authentication: wordOf(field('AuthAlg')),
    group: wordOf(field('Pfs')),
    lifetimeS: Number(field('Lifetime') ?? Number.NaN) || undefined,
  };
  return Object.values(cipher).every((value) => value === undefined) ? undefined : cipher;
}

interface PlacedTunnel {
  readonly base: { readonly path: string; readonly name: string };
  readonly index: number;
  readonly ends: readonly (string | undefined)[];
}

function tunnelFrom(desk: Desk, tunnel: Item, { base, index, ends }: PlacedTunnel): Tunnel {
  const name = `tunnel-${index + 1}`;
  const hasKey = fieldOf(tunnel, 'TunnelIkeConfig.Psk') !== undefined;
  const bgp = (field: string) => fieldOf(tunnel, `TunnelBgpConfig.${field}`) ?? '';
  return {
    ...named(`${base.path}/tunnel.${name}`, { name, label: undefined }),
    kind: 'tunnel',
    inside: parsePrefix(bgp('TunnelCidr')),
    cloudAddress: parseAddress(bgp('LocalBgpIp')),
    customerAddress: ends[index] === ends[0] ? undefined : parseAddress(ends[index] ?? ''),
    key: hasKey ? secretFor(desk, [base.name, 'KEY', index + 1]) : undefined,
  };
}

/** A VPN has one set of ciphers in the language, and keys that both sides share. */
function remarkTunnels(desk: Desk, thing: Thing, tunnels: readonly Item[], path: string): void {
  const sets = new Set(
    tunnels.map((tunnel) =>
      JSON.stringify([
        cipherIn(tunnel, 'TunnelIkeConfig', 'Ike'),
        cipherIn(tunnel, 'TunnelIpsecConfig', 'Ipsec'),
      ]),
    ),
  );
  if (sets.size > 1) {
    desk.remarks.push({
      what: shownThing(thing),
      why: 'its tunnels have different ciphers, and the text has those of the first for both',
      next: 'No plan changes the second tunnel until the text of the VPN changes; bring both in line first.',
      path,
    });
  }
  if (tunnels.length > 0) return;
  desk.remarks.push({
    what: shownThing(thing),
    why: 'it has one tunnel, as connections of former times had, and the language describes those with two',
    next: 'It stays as it is in the cloud; replace it by a dual-tunnel connection to manage it here.',
    path,
  });
}
