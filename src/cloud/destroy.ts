/** A plan that removes everything the state holds, dependents first. What was adopted by its id stays. */
import type { CloudContext } from './context.ts';
import { planFor, type PlanOptions } from './make-plan.ts';
import type { Plan } from './plan.ts';

export async function makeDestroyPlan(context: CloudContext, options: PlanOptions = {}): Promise<Plan> {
  const nothing = { resources: [], problems: [] };
  return planFor(context, nothing, 'destroy', options, { notes: [], account: undefined });
}
