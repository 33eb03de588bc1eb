/** A plan that removes everything the state holds, dependents first. What was adopted by its id stays. */
import type { CloudContext } from './context.ts';
import { destroyErrand, lookAndPlan, type MakePlanOptions } from './make-plan.ts';
import type { Plan } from './plan.ts';

export async function makeDestroyPlan(context: CloudContext, options: MakePlanOptions = {}): Promise<Plan> {
  return lookAndPlan(context, destroyErrand(options), options.signal);
}
