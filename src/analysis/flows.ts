/** What a design says shall get through: its expectations and demands, else whatever its sites lead to. */
import { overlaps, prefixAt, bitsOf, type Address, type Prefix } from '../model/ip.ts';
import type { Demand, Expectation, Failure, Service, Site, Topology, Vpc } from '../model/topology.ts';
import { behindPeering, partAt, type Ways } from './ways.ts';

export interface Flow {
  readonly site: Site;
  readonly target: Service | Vpc | Site;
  /** Who says so; absent: a site of which nothing is said, to a VPC. */
  readonly asked: Expectation | Demand | undefined;
  /** Failures that it is to survive. */
  readonly surviving: readonly Failure[];
}

/** What goes over the Internet is not among it: nothing of a design carries it. */
export function flowsOf(topology: Topology): Flow[] {
  const flows = new Map<string, Flow>();
  const take = (flow: Flow): void => {
    const key = `${flow.site.path} ${flow.target.path}`;
    const known = flows.get(key);
    const surviving = [...(known?.surviving ?? []), ...flow.surviving];
    flows.set(key, { ...(known ?? flow), surviving });
  };
  for (const asked of topology.expectations) {
    const { site, targets, surviving, verb } = asked;
    if (site === undefined || verb !== 'reaches') continue;
    for (const target of targets) if (isPrivate(target)) take({ site, target, asked, surviving });
  }
  for (const asked of topology.demands) {
    const { site, services } = asked;
    if (site === undefined) continue;
    for (const target of services) if (isPrivate(target)) take({ site, target, asked, surviving: [] });
  }
  const told = new Set([...topology.expectations, ...topology.demands].map(({ site }) => site));
  for (const site of topology.sites) {
    if (told.has(site)) continue;
    for (const target of topology.vpcs) take({ site, target, asked: undefined, surviving: [] });
  }
  return [...flows.values()];
}

/**
 * The parts on any way of the flow, both ends included; empty when there is none. A part that is away is on none.
 */
export function partsOn(ways: Ways, { site, target }: Flow, isAway: (part: string) => boolean): Set<string> {
  const out = walk(ways.next, [site.path], isAway);
  if (target.kind !== 'site') return partsBetween(ways, out, [target.path], isAway);
  const back = walk(ways.next, [target.path], isAway);
  const meeting = [...out].filter((node) => meets(node, back));
  return new Set([
    ...partsBetween(ways, out, meeting, isAway),
    ...partsBetween(
      ways,
      back,
      [...back].filter((node) => meets(node, out)),
      isAway,
    ),
  ]);
}

/** Whether traffic to or from the prefix is traffic of the flow. */
export function concerns({ site, target }: Flow, prefix: Prefix): boolean {
  return [...site.prefixes, ...prefixesOf(target)].some((own) => overlaps(own, prefix));
}

export function isPrivate(target: Flow['target']): boolean {
  return target.kind !== 'service' || target.access.kind !== 'public';
}

function prefixesOf(target: Flow['target']): readonly Prefix[] {
  if (target.kind !== 'service') return target.prefixes;
  const { address, prefixes, access } = target;
  if (address !== undefined) return [hostPrefix(address)];
  if (prefixes.length > 0) return prefixes;
  const places = access.kind === 'vpc' ? [access.at] : access.kind === 'privatelink' ? access.zones : [];
  return places.flatMap((place) => place?.vswitch.prefix ?? []);
}

function hostPrefix({ version, value }: Address): Prefix {
  return prefixAt(version, value, bitsOf(version));
}

function walk(next: Ways['next'], starts: readonly string[], isAway: (part: string) => boolean): Set<string> {
  const seen = new Set(starts.filter((node) => !isAway(partAt(node))));
  // A set yields members that are added while it is walked.
  for (const node of seen) {
    for (const to of next.get(node) ?? []) if (!isAway(partAt(to))) seen.add(to);
  }
  return seen;
}

function partsBetween(
  ways: Ways,
  reached: ReadonlySet<string>,
  goals: readonly string[],
  isAway: (part: string) => boolean,
): Set<string> {
  const found = goals.filter((goal) => reached.has(goal));
  const back = walk(ways.before, found, isAway);
  return new Set([...back].filter((node) => reached.has(node)).map(partAt));
}

/**
 * Whether the traffic of two sites can meet at a node: at an ECR or a transit router, and not if both came to it over
 * a peering.
 */
function meets(node: string, other: ReadonlySet<string>): boolean {
  const part = partAt(node);
  if (!isHub(part)) return false;
  return other.has(part) || (node === part && other.has(behindPeering(part)));
}

function isHub(part: string): boolean {
  const last = part.slice(part.lastIndexOf('/') + 1);
  const isLink = part.startsWith('ecr.') && part.includes('/');
  return (last.startsWith('ecr.') || last.startsWith('transit-router.')) && !isLink;
}
