/** Steps in which the platform sells bandwidth. */
import { circuitLimits, vbrLimits } from './catalog/limits.ts';

/**
 * A step of the platform. Some are powers of two (2048) and stand for the round number that people write
 * (2 Gbps), so a design may say either.
 */
export interface BandwidthStep {
  /** As the API takes it, in Mbit/s. */
  readonly mbps: number;
  /** As people write it, in Mbit/s. */
  readonly roundMbps: number;
}

/** Rate limits of a VBR on a dedicated circuit. */
export const vbrSteps: readonly BandwidthStep[] = vbrLimits.bandwidthMbps.value.map((mbps) => ({
  mbps,
  roundMbps: roundOf(mbps),
}));

export const hostedSteps: readonly BandwidthStep[] = circuitLimits.hostedMbps.value.map((mbps) => ({
  mbps,
  roundMbps: mbps,
}));

/** The step that a design's bandwidth means: `5 Gbps` and `5120 Mbps` are both 5120. */
export function stepOf(steps: readonly BandwidthStep[], mbps: number): BandwidthStep | undefined {
  return steps.find((step) => step.mbps === mbps || step.roundMbps === mbps);
}

/** The smallest step that is at least as large. */
export function stepFrom(steps: readonly BandwidthStep[], mbps: number): BandwidthStep | undefined {
  return steps.find((step) => step.mbps >= mbps);
}

/** The largest step that is no larger, as people write it. */
export function stepUpTo(steps: readonly BandwidthStep[], mbps: number): BandwidthStep | undefined {
  return steps.findLast((step) => step.roundMbps <= mbps);
}

function roundOf(mbps: number): number {
  // The API lists 50120, where the steps around it suggest 51200; people mean 50 Gbps by it either way.
  if (mbps === 50120) return 50000;
  return mbps < 1024 ? mbps : (mbps / 1024) * 1000;
}
