/** Reads the values of secrets: all of them before the first call, for a run must not stop half way for want of a key. */
import type { CloudContext } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import type { PlanStep } from '../plan/plan.ts';
import { isOtherVersion, versionsIn } from '../secret-version.ts';
import { secretFrom } from '../secrets.ts';
import { secretsIn } from '../value.ts';

/** The values that the steps of a plan need; rejects when one has changed since the plan was made. */
export async function secretsForSteps(
  context: CloudContext,
  steps: readonly PlanStep[],
): Promise<ReadonlyMap<string, string>> {
  const active = steps.filter(isActive);
  const values = await secretsNamed(
    context,
    active.flatMap((step) => secretsIn(step.inputs)),
  );
  await refuseOtherValues(context, active);
  return values;
}

export async function secretsNamed(
  context: CloudContext,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  for (const name of new Set(names)) {
    const value = await context.secrets.read(secretFrom(name));
    if (value === undefined || value === '') missing.push(name);
    else found.set(name, value);
  }
  if (missing.length === 0) return found;
  const texts = missing.map((name) => `'${secretFrom(name).name}'`).join(', ');
  throw new EngineError(
    'secrets',
    `no value for the secret ${texts}; set it as an environment variable of that name, or where the design says`,
  );
}

function isActive(step: PlanStep): boolean {
  return ['create', 'update', 'replace', 'adopt', 'resume'].includes(step.action) && !step.isAdopted;
}

/** What is sent must be what the plan was made from. */
async function refuseOtherValues({ secrets }: CloudContext, steps: readonly PlanStep[]): Promise<void> {
  for (const { inputs } of steps) {
    for (const [name, planned] of versionsIn(inputs)) {
      const now = await secrets.version?.(secretFrom(name));
      if (!isOtherVersion(planned, now)) continue;
      throw new EngineError(
        'stale',
        `the secret '${secretFrom(name).name}' has another value than when the plan was made. Plan again`,
      );
    }
  }
}
