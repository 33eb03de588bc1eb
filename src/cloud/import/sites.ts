/** The customer's side, which no cloud knows: guessed from BGP sessions, VPN tunnels and static routes. */
import { parsePrefix, type Prefix } from '../../model/ip.ts';
import type { Site } from '../../model/topology.ts';
import { textOf } from '../value.ts';
import { named, type Desk } from './desk.ts';
import { tunnelsOf } from './edges.ts';
import { fieldOf, numberIn, textIn, type Thing } from './thing.ts';

export interface Sites {
  readonly all: readonly Site[];
  /** Where a circuit or a VPN starts. */
  readonly of: (thing: Thing) => Site | undefined;
  /** Why each is as it is, by path. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

/** What is known of one site. */
interface Guess {
  readonly asn: number | undefined;
  readonly ends: Thing[];
  readonly prefixes: Map<string, Prefix>;
  location: string | undefined;
}

export function guessSites(desk: Desk): Sites {
  const guesses = new Map<string, Guess>();
  for (const circuit of circuitsIn(desk)) {
    const location = fieldOf(circuit.item, 'PeerLocation');
    const guess = guessFor(guesses, asnOfCircuit(desk, circuit), location ?? 'circuits');
    guess.ends.push(circuit);
    guess.location ??= location;
    for (const prefix of routedTo(desk, circuit)) guess.prefixes.set(prefix.text, prefix);
  }
  for (const vpn of vpnsIn(desk)) {
    const guess = guessFor(guesses, asnOfVpn(desk, vpn), `vpn ${vpn.id}`);
    guess.ends.push(vpn);
    for (const prefix of remotePrefixes(vpn)) guess.prefixes.set(prefix.text, prefix);
  }
  return sitesFrom(desk, [...guesses.values()]);
}

export function circuitsIn({ things }: Desk): Thing[] {
  return [...things.of('physical-connection'), ...things.of('hosted-connection')];
}

export function vpnsIn({ things }: Desk): Thing[] {
  return [...things.of('vpn-attachment'), ...things.of('vpn-connection')];
}

/** Those of both versions, on a VBR. */
export function groupsOn({ things }: Desk, vbr: Thing): readonly Thing[] {
  return things.where('bgp-group', 'vbr', vbr.id);
}

/** Everything is routed into a tunnel whose prefixes are left open. */
export function remotePrefixes(vpn: Thing): Prefix[] {
  return prefixesIn(textIn(vpn, 'remoteSubnet'));
}

export function prefixesIn(text: string | undefined): Prefix[] {
  return (text ?? '')
    .split(',')
    .map((each) => parsePrefix(each.trim()))
    .filter((prefix) => prefix !== undefined && prefix.length > 0)
    .filter((prefix) => prefix !== undefined);
}

function guessFor(guesses: Map<string, Guess>, asn: number | undefined, otherwise: string): Guess {
  const key = asn === undefined ? otherwise : `asn ${asn}`;
  const known = guesses.get(key) ?? { asn, ends: [], prefixes: new Map(), location: undefined };
  guesses.set(key, known);
  return known;
}

function asnOfCircuit(desk: Desk, circuit: Thing): number | undefined {
  const groups = desk.things
    .where('virtual-border-router', 'circuit', circuit.id)
    .flatMap((vbr) => groupsOn(desk, vbr));
  return groups.map((group) => numberIn(group, 'peerAsn')).find((asn) => asn !== undefined);
}

/** Tunnels with BGP end at a gateway that has an ASN. */
function asnOfVpn({ things }: Desk, vpn: Thing): number | undefined {
  if (vpn.inputs.hasBgp !== true) return undefined;
  return tunnelsOf(vpn.item)
    .map((tunnel) => things.get('customer-gateway', textOf(tunnel.CustomerGatewayId)))
    .map((gateway) => (gateway === undefined ? undefined : numberIn(gateway, 'asn')))
    .find((asn) => asn !== undefined);
}

/** Static routes over a VBR lead to what the site has. */
function routedTo({ things }: Desk, circuit: Thing): Prefix[] {
  return things
    .where('virtual-border-router', 'circuit', circuit.id)
    .flatMap((vbr) => things.where('route-entry', 'router', vbr.id))
    .flatMap((route) => prefixesIn(textIn(route, 'prefix')));
}

function sitesFrom(desk: Desk, guesses: readonly Guess[]): Sites {
  const byEnd = new Map<Thing, Site>();
  const comments = new Map<string, readonly string[]>();
  const all = guesses.map((guess) => {
    const site = siteFrom(desk, guess);
    for (const end of guess.ends) byEnd.set(end, site);
    comments.set(site.path, reasonsFor(guess));
    return site;
  });
  return { all, of: (thing) => byEnd.get(thing), comments };
}

function siteFrom(desk: Desk, { asn, ends, prefixes, location }: Guess): Site {
  const hasCircuit = ends.some(({ kind }) => kind.people !== undefined);
  const word = hasCircuit ? 'dc' : 'office';
  const naming = desk.names.take('', [], asn === undefined ? word : `${word}-${asn}`);
  return {
    ...named(`site.${naming.name}`, { name: naming.name, label: location }),
    kind: 'site',
    siteKind: hasCircuit ? 'datacenter' : 'office',
    tier: 'production',
    prefixes: [...prefixes.values()],
    asn,
    routers: [],
    multiPath: 'ecmp',
    recoveryTargetMs: undefined,
    reliability: undefined,
    sharesPrefixesWith: [],
  };
}

function reasonsFor({ asn, prefixes }: Guess): string[] {
  const from = asn === undefined ? 'what ends there' : `the ASN ${asn} of its BGP sessions`;
  const missing = prefixes.size === 0 ? ', and add the prefixes that it announces' : '';
  return [`A guess from ${from}: the cloud does not know sites. Name it as you call it${missing}.`];
}
