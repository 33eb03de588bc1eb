/** What becomes of the traffic of a design while parts of it are away for a time, or for good. */
import type { Prefix } from '../model/ip.ts';
import type { Failure, Topology } from '../model/topology.ts';
import type { Fate } from './cuts.ts';
import { fateAfter } from './failures.ts';
import { concerns, flowsOf, oneWay, partsOn, routeOf, type End, type Flow, type Route } from './flows.ts';
import { standInsFor } from './stand-ins.ts';
import { linksOf, waysThrough, type Link, type Ways } from './ways.ts';

/** A part that no traffic goes through. */
export interface Away {
  readonly part: string;
  /** Only traffic to and from this does not; absent: none does. */
  readonly prefix?: Prefix;
}

/** What is away at one time. */
export type Phase = readonly Away[];

export interface Course {
  /** What carries nothing when it begins. */
  readonly start: Phase;
  /** Every combination of parts that may be away at one time. */
  readonly phases: readonly Phase[];
  /** What is away when it is over. */
  readonly end: Phase;
  /** Ways through what the design no longer has, and is there until it is removed. */
  readonly former: readonly Link[];
  /** VPCs that the design no longer has, and are there until they are removed. */
  readonly formerVpcs: readonly End[];
}

export interface Impact {
  readonly flow: Flow;
  /** `degraded`: it gets through on the ways that are left. */
  readonly is: 'interrupted' | 'degraded';
  /** The parts whose absence does it: together when it is interrupted, one after the other when it is degraded. */
  readonly by: readonly string[];
  /** Whether it stays so when all is over. */
  readonly lasts: boolean;
  /** Failures that it survives otherwise, and does not meanwhile, or not for all that is known. */
  readonly exposedTo: readonly Failure[];
  /** The parts on any of its ways, at the beginning or when all is over. */
  readonly ways: ReadonlySet<string>;
}

/** Flows that do not get through at the beginning, to their target or what stands in for it, are not interrupted. */
export function impactsOf(topology: Topology, course: Course): Impact[] {
  const ways = waysThrough([...linksOf(topology), ...course.former]);
  return flowsOf(topology).flatMap((flow) => {
    const world = worldFor(topology, ways, flow, course);
    return impactOn(world, flow, course) ?? [];
  });
}

interface World {
  readonly topology: Topology;
  readonly ways: Ways;
  /** The flow gets through when one of them does. */
  readonly routes: readonly Route[];
}

/** What is only made, or moved to another place, did not get through before; what it makes way for did. */
function worldFor(topology: Topology, ways: Ways, flow: Flow, { start, formerVpcs }: Course): World {
  const route = routeOf(flow);
  const world = (...routes: readonly Route[]): World => ({ topology, ways, routes });
  const isThere = (each: Route): boolean => partsIn(world(each), start).size > 0;
  if (isThere(route)) return world(route);
  const standIn = standInsFor(topology, flow, formerVpcs).find(isThere);
  return standIn === undefined ? world(route) : world(route, standIn);
}

function impactOn(world: World, flow: Flow, course: Course): Impact | undefined {
  const before = partsIn(world, course.start);
  if (before.size === 0) return undefined;
  /** What is away of what carried the flow. What was away for it from the beginning did not. */
  const lostIn = (phase: Phase): string[] =>
    namesOf(phase.filter((away) => before.has(away.part) && isAbout(away, world)));
  const hurtful = course.phases.filter((phase) => lostIn(phase).length > 0);
  if (hurtful.length === 0) return undefined;
  const ways = new Set([...before, ...partsIn(world, course.end)]);
  const cut = hurtful.filter((phase) => partsIn(world, phase).size === 0);
  const [worst] = cut.map(lostIn).sort((a, b) => a.length - b.length);
  if (worst !== undefined) {
    const lasts = partsIn(world, course.end).size === 0;
    return { flow, is: 'interrupted', by: worst, lasts, exposedTo: [], ways };
  }
  // Where it is not known, the plan warns: a look too many costs less than an outage that nobody was told of.
  const safe = flow.surviving.filter((failure) => fateIn(world, course.start, failure).is !== 'cut');
  const exposedTo = safe.filter((failure) =>
    hurtful.some((phase) => fateIn(world, phase, failure).is !== 'kept'),
  );
  return {
    flow,
    is: 'degraded',
    by: [...new Set(hurtful.flatMap(lostIn))],
    lasts: hasFewerWays(world, before, course),
    exposedTo,
    ways,
  };
}

/** Whether something that carried it is gone for good, and nothing new carries it instead. */
function hasFewerWays(world: World, before: ReadonlySet<string>, { end, start }: Course): boolean {
  const after = partsIn(world, end);
  const isGone = end.some(({ part, prefix }) => prefix === undefined && before.has(part));
  return isGone && !start.some((away) => after.has(away.part) && isAbout(away, world));
}

function fateIn({ topology, ways, routes }: World, phase: Phase, failure: Failure): Fate {
  const tracks = routes.map((route) => ({ route, away: awayFor(route, phase) }));
  return fateAfter(topology, failure, (isLost) => {
    for (const { route, away } of tracks) {
      const found = oneWay(ways, route, (part) => away.has(part) || isLost(part));
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

function partsIn({ ways, routes }: World, phase: Phase): Set<string> {
  return new Set(
    routes.flatMap((route) => {
      const away = awayFor(route, phase);
      return [...partsOn(ways, route, (part) => away.has(part))];
    }),
  );
}

function awayFor(route: Route, phase: Phase): ReadonlySet<string> {
  return new Set(phase.filter((each) => isOn(each, route)).map(({ part }) => part));
}

function isAbout(away: Away, { routes }: World): boolean {
  return routes.some((route) => isOn(away, route));
}

function isOn({ prefix }: Away, route: Route): boolean {
  return prefix === undefined || concerns(route, prefix);
}

function namesOf(phase: Phase): string[] {
  return [...new Set(phase.map(({ part }) => part))];
}
