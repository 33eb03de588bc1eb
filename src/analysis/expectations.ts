/** Expectations that a design does not keep: where its structure leaves no way, nothing else can make one. */
import type { Expectation, Failure, Topology } from '../model/topology.ts';
import { scenariosOf } from './failures.ts';
import { isPrivate, partsOn, type Flow } from './flows.ts';
import { linksOf, waysThrough, type Ways } from './ways.ts';

export interface BrokenPromise {
  readonly expectation: Expectation;
  readonly target: Flow['target'];
  /** What it is said to survive. */
  readonly failure: Failure;
  /** Paths of what is lost when no way is left. */
  readonly lost: readonly string[];
}

/** Of what has no way at all other rules tell. */
export function* brokenPromises(topology: Topology): Generator<BrokenPromise> {
  const ways = waysThrough(linksOf(topology));
  for (const expectation of topology.expectations) {
    const { site, targets, surviving, verb } = expectation;
    if (site === undefined || verb !== 'reaches') continue;
    for (const target of targets.filter(isPrivate)) {
      const flow: Flow = { site, target, asked: expectation, surviving };
      for (const failure of surviving) {
        const lost = fatal(topology, ways, flow, failure);
        if (lost !== undefined) yield { expectation, target, failure, lost };
      }
    }
  }
}

/** The first of the ways in which the failure can happen that leaves no way; `undefined` when there is none. */
function fatal(topology: Topology, ways: Ways, flow: Flow, failure: Failure): readonly string[] | undefined {
  const parts = partsOn(ways, flow, () => false);
  if (parts.size === 0) return undefined;
  return scenariosOf(topology, failure, parts).find((failed) => {
    const away = new Set(failed);
    return partsOn(ways, flow, (part) => away.has(part)).size === 0;
  });
}
