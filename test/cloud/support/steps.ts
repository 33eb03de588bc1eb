/** Plans and applies designs as text on a bench. */
import { expect } from 'vitest';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import type { Plan } from '../../../src/cloud/plan/plan.ts';
import { applyAll, topologyOf, type Bench } from './bench.ts';
import { isChange } from './mortal.ts';

export async function planOf(bench: Bench, text: string): Promise<Plan> {
  return makePlan(bench.context, topologyOf(text));
}

export async function apply(bench: Bench, text: string): Promise<void> {
  const report = await applyAll(bench.context, await planOf(bench, text));
  expect(report.results.filter((each) => each.result !== 'done')).toEqual([]);
}

export function stepsOf(plan: Plan): string[] {
  return plan.steps.map((step) => `${step.action} ${step.address}`);
}

/** From one design to another: the steps planned, and the changes sent. Afterwards nothing is left to do. */
export async function change(
  bench: Bench,
  before: string,
  after: string,
): Promise<{ readonly steps: readonly string[]; readonly sent: readonly CloudRequest[] }> {
  await apply(bench, before);
  const steps = stepsOf(await planOf(bench, after));
  bench.requests.length = 0;
  await apply(bench, after);
  const sent = bench.requests.filter(isChange);
  expect((await planOf(bench, after)).steps).toEqual([]);
  return { steps, sent };
}
