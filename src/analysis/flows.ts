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

/** From where to where; what counts of a flow when its ways are looked for. */
export interface Route {
  readonly site: Pick<Site, 'path' | 'prefixes'>;
  readonly target: End;
}

interface Ends {
  readonly site: Pick<Site, 'path'>;
  readonly target: Pick<End, 'kind' | 'path'>;
}

export interface End {
  readonly kind: Flow['target']['kind'];
  readonly path: string;
  readonly prefixes: readonly Prefix[];
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
export function partsOn(ways: Ways, { site, target }: Ends, isAway: (part: string) => boolean): Set<string> {
  const out = walk(ways.next, [site.path], isAway);
  if (target.kind !== 'site') return partsBetween(ways, out, [target.path], isAway);
  const back = walk(ways.next, [target.path], isAway);
  return new Set([
    ...partsBetween(ways, out, meetings(out, back), isAway),
    ...partsBetween(ways, back, meetings(back, out), isAway),
  ]);
}

/** The parts on one of the ways of the flow, both ends included; `undefined` when there is none. */
export function oneWay(
  ways: Ways,
  { site, target }: Ends,
  isAway: (part: string) => boolean,
): ReadonlySet<string> | undefined {
  if (target.kind !== 'site') return oneWayBetween(ways, site.path, target.path, isAway);
  const out = walk(ways.next, [site.path], isAway);
  const back = walk(ways.next, [target.path], isAway);
  for (const node of out.keys()) {
    const other = meeting(node, back);
    if (other !== undefined) return new Set([...partsTo(out, node), ...partsTo(back, other)]);
  }
  return undefined;
}

/** Whether traffic to or from the prefix is traffic of the route. */
export function concerns({ site, target }: Route, prefix: Prefix): boolean {
  return [...site.prefixes, ...target.prefixes].some((own) => overlaps(own, prefix));
}

export function routeOf({ site, target }: Flow): Route {
  return { site, target: { kind: target.kind, path: target.path, prefixes: prefixesOf(target) } };
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

/** What can be reached, each with the node from which it was reached first; `undefined` for those where it starts. */
type Reached = ReadonlyMap<string, string | undefined>;

function walk(next: Ways['next'], starts: readonly string[], isAway: (part: string) => boolean): Reached {
  const seen = new Map<string, string | undefined>(
    starts.filter((node) => !isAway(partAt(node))).map((node) => [node, undefined]),
  );
  // A map yields members that are added while it is walked.
  for (const node of seen.keys()) {
    for (const to of next.get(node) ?? []) if (!seen.has(to) && !isAway(partAt(to))) seen.set(to, node);
  }
  return seen;
}

/**
 * Looked for from both ends, where less goes on first: at a hub thousands of others may go on, and neither end has to
 * look at them.
 */
function oneWayBetween(
  ways: Ways,
  start: string,
  goal: string,
  isAway: (part: string) => boolean,
): ReadonlySet<string> | undefined {
  const [from, to] = [beginAt(start, ways.next, isAway), beginAt(goal, ways.before, isAway)];
  for (;;) {
    if (from.front.length === 0 || to.front.length === 0) return undefined;
    const [side, other] = effort(from) <= effort(to) ? [from, to] : [to, from];
    const met = stepOn(side, other.reached, isAway);
    if (met !== undefined) return new Set([...partsTo(from.reached, met), ...partsTo(to.reached, met)]);
  }
}

interface Side {
  readonly reached: Map<string, string | undefined>;
  readonly next: Ways['next'];
  /** What was reached last, from where it goes on. */
  front: readonly string[];
}

function beginAt(node: string, next: Ways['next'], isAway: (part: string) => boolean): Side {
  const front = isAway(partAt(node)) ? [] : [node];
  return { reached: new Map(front.map((each) => [each, undefined])), next, front };
}

function effort({ front, next }: Side): number {
  return front.reduce((sum, node) => sum + (next.get(node)?.length ?? 0), 0);
}

/** The node where it meets what the other side has reached, if it does. */
function stepOn(side: Side, other: Reached, isAway: (part: string) => boolean): string | undefined {
  const further: string[] = [];
  for (const node of side.front) {
    for (const to of side.next.get(node) ?? []) {
      if (side.reached.has(to) || isAway(partAt(to))) continue;
      side.reached.set(to, node);
      if (other.has(to)) return to;
      further.push(to);
    }
  }
  side.front = further;
  return undefined;
}

/** The parts from where it starts to a node that is reached. */
function partsTo(reached: Reached, node: string): Set<string> {
  const parts = new Set<string>();
  for (let at: string | undefined = node; at !== undefined; at = reached.get(at)) parts.add(partAt(at));
  return parts;
}

function partsBetween(
  ways: Ways,
  reached: Reached,
  goals: readonly string[],
  isAway: (part: string) => boolean,
): Set<string> {
  const found = goals.filter((goal) => reached.has(goal));
  const back = walk(ways.before, found, isAway);
  return new Set([...back.keys()].filter((node) => reached.has(node)).map(partAt));
}

function meetings(one: Reached, other: Reached): string[] {
  return [...one.keys()].filter((node) => meeting(node, other) !== undefined);
}

/**
 * The node where traffic of another site can meet that at a node: at an ECR or a transit router, and not if both came to
 * it over a peering.
 */
function meeting(node: string, other: Reached): string | undefined {
  const part = partAt(node);
  if (!isHub(part)) return undefined;
  if (other.has(part)) return part;
  const behind = behindPeering(part);
  return node === part && other.has(behind) ? behind : undefined;
}

function isHub(part: string): boolean {
  const last = part.slice(part.lastIndexOf('/') + 1);
  const isLink = part.startsWith('ecr.') && part.includes('/');
  return (last.startsWith('ecr.') || last.startsWith('transit-router.')) && !isLink;
}
