/** Named points that a run passes; a test may end the process at any of them, as a machine that fails would. */
import type { CloudContext } from './context.ts';

export const milestones = [
  'locked',
  'snapshot-announced',
  'snapshot-kept',
  'journals-dropped',
  'run-recorded',
  'recovery-looked',
  'recovery-settled',
  'step-begun',
  'intent-made',
  'intent-recorded',
  'answered',
  'outcome-recorded',
  'ready-seen',
  'resource-recorded',
  'move-recorded',
  'run-over',
  'unlocked',
] as const;

export type Milestone = (typeof milestones)[number];

export function pass(context: CloudContext, milestone: Milestone): void {
  context.onMilestone?.(milestone);
}
