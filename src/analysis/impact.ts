/** What becomes of the traffic of a design while parts of it are away for a time, or for good. */
import type { Prefix } from '../model/ip.ts';
import type { Failure, Topology } from '../model/topology.ts';
import type { Fate } from './cuts.ts';
import { fateAfter } from './failures.ts';
import { concerns, flowsOf, oneWay, partsOn, type Flow } from './flows.ts';
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

/** Flows that do not get through at the beginning are not interrupted. */
export function impactsOf(topology: Topology, course: Course): Impact[] {
  const ways = waysThrough([...linksOf(topology), ...course.former]);
  const world: World = { topology, ways };
  return flowsOf(topology).flatMap((flow) => impactOn(world, flow, course) ?? []);
}

interface World {
  readonly topology: Topology;
  readonly ways: Ways;
}

function impactOn(world: World, flow: Flow, course: Course): Impact | undefined {
  const before = partsIn(world, flow, course.start);
  if (before.size === 0) return undefined;
  /** What is away of what carried the flow. What was away for it from the beginning did not. */
  const lostIn = (phase: Phase): string[] =>
    namesOf(phase.filter((away) => before.has(away.part) && isAbout(away, flow)));
  const hurtful = course.phases.filter((phase) => lostIn(phase).length > 0);
  if (hurtful.length === 0) return undefined;
  const ways = new Set([...before, ...partsIn(world, flow, course.end)]);
  const cut = hurtful.filter((phase) => partsIn(world, flow, phase).size === 0);
  const [worst] = cut.map(lostIn).sort((a, b) => a.length - b.length);
  if (worst !== undefined) {
    const lasts = partsIn(world, flow, course.end).size === 0;
    return { flow, is: 'interrupted', by: worst, lasts, exposedTo: [], ways };
  }
  // Where it is not known, the plan warns: a look too many costs less than an outage that nobody was told of.
  const safe = flow.surviving.filter((failure) => fateIn(world, flow, course.start, failure).is !== 'cut');
  const exposedTo = safe.filter((failure) =>
    hurtful.some((phase) => fateIn(world, flow, phase, failure).is !== 'kept'),
  );
  return {
    flow,
    is: 'degraded',
    by: [...new Set(hurtful.flatMap(lostIn))],
    lasts: hasFewerWays(world, flow, before, course),
    exposedTo,
    ways,
  };
}

/** Whether something that carried it is gone for good, and nothing new carries it instead. */
function hasFewerWays(
  world: World,
  flow: Flow,
  before: ReadonlySet<string>,
  { end, start }: Course,
): boolean {
  const after = partsIn(world, flow, end);
  const isGone = end.some(({ part, prefix }) => prefix === undefined && before.has(part));
  return isGone && !start.some((away) => after.has(away.part) && isAbout(away, flow));
}

function fateIn({ topology, ways }: World, flow: Flow, phase: Phase, failure: Failure): Fate {
  const away = awayFor(flow, phase);
  return fateAfter(topology, failure, (isLost) =>
    oneWay(ways, flow, (part) => away.has(part) || isLost(part)),
  );
}

function partsIn({ ways }: World, flow: Flow, phase: Phase): Set<string> {
  const away = awayFor(flow, phase);
  return partsOn(ways, flow, (part) => away.has(part));
}

function awayFor(flow: Flow, phase: Phase): ReadonlySet<string> {
  return new Set(phase.filter((each) => isAbout(each, flow)).map(({ part }) => part));
}

function isAbout({ prefix }: Away, flow: Flow): boolean {
  return prefix === undefined || concerns(flow, prefix);
}

function namesOf(phase: Phase): string[] {
  return [...new Set(phase.map(({ part }) => part))];
}
