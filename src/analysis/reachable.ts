/**
 * What a site can reach by structure alone: which hubs and VPCs its circuits and VPNs lead to.
 *
 * Structure is necessary and not sufficient. Route tables, allowed prefixes, security groups and overlapping
 * prefixes can still forbid what the structure allows; nothing here reads them.
 */
import { relations } from '../model/relations.ts';
import type { Ecr, Element, Ref, Site, Topology, TransitRouter, Vpc } from '../model/topology.ts';

export interface StructuralReach {
  /** Express Connect routers that a VBR of the site is associated with. */
  readonly ecrs: ReadonlySet<Ecr>;
  /** Transit routers where the site's traffic enters a CEN: through an ECR, a VBR or a VPN. */
  readonly entries: ReadonlySet<TransitRouter>;
  /** The entries and the transit routers that are peered with one of them. */
  readonly transitRouters: ReadonlySet<TransitRouter>;
  /** VPCs on those transit routers, on the ECRs, behind a VBR uplink, or at the end of a VPN. */
  readonly vpcs: ReadonlySet<Vpc>;
}

/** Computed once for each way into the cloud; sites that share one get the same answer. */
export function structuralReach(topology: Topology, site: Site): StructuralReach {
  const answers: Answers = known.get(topology) ?? { bySite: new Map(), byWay: new Map() };
  known.set(topology, answers);
  const found = answers.bySite.get(site);
  if (found !== undefined) return found;
  const way = wayOf(topology, site);
  const key = [way.ecrs, way.entries, way.vpcs]
    .map((set) => [...set].map(({ path }) => path).join())
    .join(' ');
  const made = answers.byWay.get(key) ?? reachBy(topology, way);
  answers.byWay.set(key, made);
  answers.bySite.set(site, made);
  return made;
}

export function attachedVpcs(transitRouter: TransitRouter): readonly Vpc[] {
  return transitRouter.attachments.flatMap(({ target }) => (target?.kind === 'vpc' ? [target] : []));
}

/** The other ends of a transit router's inter-region connections, each once. */
export function peersOf(topology: Topology, transitRouter: TransitRouter): readonly TransitRouter[] {
  const peers = new Set<TransitRouter>();
  for (const { from, to } of relations(topology).peeringsOf(transitRouter)) {
    const peer = from === transitRouter ? to : from;
    if (peer !== undefined && peer !== transitRouter) peers.add(peer);
  }
  return [...peers];
}

/**
 * The shortest chain of peerings from `from` to every transit router of its CEN, ends included. Traffic passes
 * chains of two only: routes do not transit a middle region. Longer ones tell which peering is missing.
 * Source: aliyun/alibabacloud-aiops-skills skills/others/devopsimpl/alibabacloud-network-diagnose/references/cen-diagnosis.md
 */
export function peeringChains(
  topology: Topology,
  from: TransitRouter,
): ReadonlyMap<TransitRouter, readonly TransitRouter[]> {
  const chains = new Map<TransitRouter, readonly TransitRouter[]>([[from, [from]]]);
  // A map yields entries that are added while it is walked, so this is a breadth-first search.
  for (const [transitRouter, chain] of chains) {
    for (const peer of peersOf(topology, transitRouter)) {
      if (!chains.has(peer)) chains.set(peer, [...chain, peer]);
    }
  }
  return chains;
}

/** Transit routers that an element is attached to, whatever kind it is of. */
export function transitRoutersOf(
  topology: Topology,
  target: Parameters<ReturnType<typeof relations>['attachmentsOf']>[0],
): readonly TransitRouter[] {
  return relations(topology)
    .attachmentsOf(target)
    .map(({ transitRouter }) => transitRouter);
}

/** Follows a reference by name; `undefined` when nothing of that kind has the name. */
export function follow<K extends Element['kind']>(
  topology: Topology,
  ref: Ref<K> | undefined,
): Extract<Element, { readonly kind: K }> | undefined {
  if (ref === undefined) return undefined;
  const element = relations(topology).byPath.get(ref.path);
  if (element?.kind !== ref.of) return undefined;
  // The kind was compared in the line above; TypeScript cannot relate the two type parameters.
  return element as Extract<Element, { readonly kind: K }>;
}

interface Answers {
  readonly bySite: Map<Site, StructuralReach>;
  readonly byWay: Map<string, StructuralReach>;
}

const known = new WeakMap<Topology, Answers>();

/** What a site's VBRs and VPNs lead to at once. */
interface Way {
  readonly ecrs: ReadonlySet<Ecr>;
  readonly entries: ReadonlySet<TransitRouter>;
  /** Behind a VBR uplink, or at the end of a VPN. */
  readonly vpcs: ReadonlySet<Vpc>;
}

function wayOf(topology: Topology, site: Site): Way {
  const { vbrsOf, vpnsOf, ecrsOf } = relations(topology);
  const vbrs = vbrsOf(site);
  const vpns = vpnsOf(site);
  const ecrs = new Set(vbrs.flatMap((vbr) => ecrsOf(vbr)));
  const vpnEnds = vpns.map(({ target }) => follow(topology, target));
  const entries = new Set([
    ...[...ecrs, ...vbrs, ...vpns].flatMap((element) => transitRoutersOf(topology, element)),
    ...vpnEnds.filter((end) => end?.kind === 'transit-router'),
  ]);
  const vpcs = new Set([
    ...vbrs.flatMap(({ uplinks }) => uplinks),
    ...vpnEnds.filter((end) => end?.kind === 'vpc'),
  ]);
  return { ecrs, entries, vpcs };
}

function reachBy(topology: Topology, { ecrs, entries, vpcs }: Way): StructuralReach {
  const transitRouters = new Set([
    ...entries,
    ...[...entries].flatMap((transitRouter) => peersOf(topology, transitRouter)),
  ]);
  const all = [
    ...[...transitRouters].flatMap(attachedVpcs),
    ...[...ecrs].flatMap((ecr) => ecr.vpcs),
    ...vpcs,
  ];
  return { ecrs, entries, transitRouters, vpcs: new Set(all) };
}
