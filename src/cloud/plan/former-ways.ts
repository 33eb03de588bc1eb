/** Ways through what the design no longer has: as the state knows it, it carries traffic until it is removed. */
import type { End } from '../../analysis/flows.ts';
import { across, chain, outOf, type Link } from '../../analysis/ways.ts';
import { overlaps, parsePrefix, type Prefix } from '../../model/ip.ts';
import type { Site, Topology } from '../../model/topology.ts';
import type { PlanStep } from './plan.ts';
import type { ResourceState, State } from '../state/state.ts';

export interface FormerInput {
  readonly topology: Topology;
  readonly steps: readonly PlanStep[];
  readonly state: Pick<State, 'resources'>;
}

export function formerLinks(input: FormerInput): Link[] {
  const { resources } = input.state;
  const byId = new Map(Object.entries(resources).map(([address, { id }]) => [id, address]));
  return removed(input).flatMap(([address, resource]) => {
    const at = ({ inputs }: ResourceState, name: string): readonly string[] => {
      const id = inputs[name];
      const found = typeof id === 'string' ? byId.get(id) : undefined;
      return found === undefined ? [] : [found];
    };
    return linksOfKind[resource.kind]?.({ ...input, address, resource, at }) ?? [];
  });
}

/** VPCs that are removed, and what they were called in the text. */
export function formerVpcs(input: FormerInput): End[] {
  return removed(input).flatMap(([path, { kind, inputs }]): End[] =>
    kind === 'vpc' ? [{ kind, path, prefixes: prefixesIn(inputs.prefix) }] : [],
  );
}

function removed({ steps, state: { resources } }: FormerInput): [string, ResourceState][] {
  return steps.flatMap(({ action, address }): [string, ResourceState][] => {
    const known = resources[address];
    return action !== 'delete' || known === undefined ? [] : [[address, known]];
  });
}

interface Former extends FormerInput {
  readonly address: string;
  readonly resource: ResourceState;
  /** The address of what a property of a resource names, as a list of one; empty when the state does not know it. */
  readonly at: (resource: ResourceState, property: string) => readonly string[];
}

/** From the side of the sites to that of the VPCs. */
const linksOfKind: Readonly<Record<string, (former: Former) => Link[]>> = {
  'virtual-border-router': (former) => {
    const circuits = former.at(former.resource, 'circuit');
    return [...circuits.flatMap((circuit) => toCircuit(former, circuit)), ...through(former, circuits, [])];
  },
  'vpn-attachment': (former) => through(former, sitesBehindTunnel(former), []),
  'vpn-connection': (former) => through(former, sitesBehindTunnel(former), vpcOfGateway(former)),
  'ecr-vbr': (former) => between(former, 'vbr', 'ecr'),
  'ecr-association': (former) => between(former, 'ecr', 'vpc'),
  'tr-ecr-attachment': (former) => between(former, 'ecr', 'transitRouter'),
  'tr-vbr-attachment': (former) => between(former, 'vbr', 'transitRouter'),
  'tr-vpn-attachment': (former) => between(former, 'vpn', 'transitRouter'),
  'tr-vpc-attachment': ({ address, resource, at }) =>
    at(resource, 'transitRouter').flatMap((hub) =>
      at(resource, 'vpc').flatMap((vpc) => [...outOf(hub, address), { from: address, to: vpc }]),
    ),
  'tr-peer-attachment': ({ address, resource, at }) =>
    at(resource, 'transitRouter').flatMap((one) =>
      at(resource, 'peer').flatMap((other) => across(address, one, other)),
    ),
};

function between(former: Former, from: string, to: string): Link[] {
  return through(former, former.at(former.resource, from), former.at(former.resource, to));
}

function through({ address }: Former, from: readonly string[], to: readonly string[]): Link[] {
  return [...from.flatMap((part) => chain(part, address)), ...to.flatMap((part) => chain(address, part))];
}

/** A circuit that the design no longer has came from a site all the same. */
function toCircuit(former: Former, circuit: string): Link[] {
  const { topology, state, address, at } = former;
  if (topology.circuits.some(({ path }) => path === circuit)) return [];
  const groups = Object.values(state.resources).filter(
    (each) => each.kind === 'bgp-group' && at(each, 'vbr').includes(address),
  );
  const asns = groups.flatMap(({ inputs: { peerAsn } }) => (typeof peerAsn === 'number' ? [peerAsn] : []));
  return sitesWith(former, { asns, prefixes: [] }).flatMap((site) => chain(site, circuit));
}

function sitesBehindTunnel(former: Former): string[] {
  const { state, resource } = former;
  const ends = JSON.stringify(resource.inputs.tunnels ?? []);
  const gateways = Object.values(state.resources).filter(
    ({ kind, id }) => kind === 'customer-gateway' && id !== undefined && ends.includes(`"${id}"`),
  );
  const asns = gateways.flatMap(({ inputs: { asn } }) => (typeof asn === 'number' ? [asn] : []));
  return sitesWith(former, { asns, prefixes: prefixesIn(resource.inputs.remoteSubnet) });
}

function vpcOfGateway({ state, resource, at }: Former): readonly string[] {
  return at(resource, 'gateway').flatMap((gateway) => {
    const known = state.resources[gateway];
    return known === undefined ? [] : at(known, 'vpc');
  });
}

/**
 * Sites that it may have come from: those that what is known speaks for. Where nothing does, those that have no other
 * way yet: one of them would be cut off without a word.
 */
function sitesWith(
  { topology, state }: FormerInput,
  known: { readonly asns: readonly number[]; readonly prefixes: readonly Prefix[] },
): string[] {
  const { sites, circuits, vpns } = topology;
  const prefixes = known.prefixes.filter(({ length }) => length > 0);
  const isLike = ({ asn, prefixes: own }: Site): boolean =>
    (known.asns.length === 0 || (asn !== undefined && known.asns.includes(asn))) &&
    (prefixes.length === 0 || prefixes.some((one) => own.some((other) => overlaps(one, other))));
  const alike = known.asns.length + prefixes.length === 0 ? [] : sites.filter(isLike);
  const connected = new Set(
    [...circuits, ...vpns].filter(({ path }) => state.resources[path] !== undefined).map(({ site }) => site),
  );
  const candidates = alike.length > 0 ? alike : sites.filter((site) => !connected.has(site));
  return candidates.map(({ path }) => path);
}

/** As the API takes them: one, or several with commas between them. */
function prefixesIn(value: unknown): Prefix[] {
  return typeof value === 'string' ? value.split(',').flatMap((text) => parsePrefix(text) ?? []) : [];
}
