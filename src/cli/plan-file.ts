/** Plans in files: `hcnet plan -o plan.json`, then `hcnet apply --plan plan.json`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from '../cloud/plan/plan.ts';
import { formatSavedPlan, parseSavedPlan } from '../cloud/plan/saved-plan.ts';
import { fileFailure } from './failure.ts';
import { line } from './shell.ts';
import type { Shell } from './shell.ts';
import { VERSION } from './version.ts';
import { writeResult } from './write-result.ts';

export async function writePlanFile(shell: Shell, plan: Plan, file: string): Promise<void> {
  await writeResult(shell, formatSavedPlan(plan, { engine: VERSION, now: shell.now() }), file);
  line(shell.err, `The plan is good for a day, as long as nothing else is applied.`);
}

export async function readPlanFile(shell: Shell, file: string): Promise<Plan> {
  const place = path.resolve(shell.cwd, file);
  try {
    return parseSavedPlan(await readFile(place, 'utf8'), file, { engine: VERSION, now: shell.now() });
  } catch (error) {
    throw fileFailure(error, 'read', place);
  }
}
