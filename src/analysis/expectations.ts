/** Expectations that a design does not keep: where its structure leaves no way, nothing else can make one. */
import type { Expectation, Failure, Topology } from '../model/topology.ts';
import type { WayLeft } from './cuts.ts';
import { fateAfter } from './failures.ts';
import { isPrivate, oneWay, type Flow } from './flows.ts';
import { linksOf, waysThrough } from './ways.ts';

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
      const wayLeft: WayLeft = (isLost) => oneWay(ways, flow, isLost);
      if (wayLeft(() => false) === undefined) continue;
      for (const failure of surviving) {
        const fate = fateAfter(topology, failure, wayLeft);
        // Of what is not known nothing is said: a finding is a claim.
        if (fate.is === 'cut') yield { expectation, target, failure, lost: fate.lost };
      }
    }
  }
}
