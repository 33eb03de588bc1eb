/** Rate limits of VBRs compared with the circuit below them. */
import { stepOf, stepUpTo, vbrSteps } from '../../model/bandwidth.ts';
import type { Vbr } from '../../model/topology.ts';
import { remove, set, type Fix } from '../rule.ts';
import { bandwidth } from './phrases.ts';

/** A rate limit as people count it: both 5120 and 5000 Mbit/s are 5 Gbit/s. */
export function roundLimitMbps(rateLimitMbps: number): number {
  return stepOf(vbrSteps, rateLimitMbps)?.roundMbps ?? rateLimitMbps;
}

/** The largest limit that the circuit carries, or none when the circuit is slower than the smallest step. */
export function lowerLimit(vbr: Vbr, circuitMbps: number): Fix {
  const step = stepUpTo(vbrSteps, circuitMbps);
  if (step === undefined) return { title: 'Remove the rate limit', edits: [remove(vbr, 'rate-limit')] };
  const text = bandwidth(step.roundMbps);
  return { title: `Limit it to ${text}`, edits: [set(vbr, 'rate-limit', text)] };
}
