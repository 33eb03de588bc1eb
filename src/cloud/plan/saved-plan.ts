/** A plan in a file: made and read by one, approved by another, carried out by a third. */
import { z } from 'zod';
import { sha256 } from '../digest.ts';
import { EngineError } from '../engine-error.ts';
import { planVersion, type Plan } from './plan.ts';
import { canonicalJson } from '../value.ts';

/** After a day the cloud is likely another one than the plan saw. */
const goodForMs = 24 * 60 * 60 * 1000;

const schema = z.object({
  format: z.literal('hcnet-plan'),
  engine: z.string(),
  /** ISO time. */
  made: z.iso.datetime(),
  hash: z.string(),
  plan: z.object({ version: z.number() }).loose(),
});

export interface SaveOptions {
  /** Version of this program: another one may do other things for the same plan. */
  readonly engine: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function formatSavedPlan(plan: Plan, { engine, now }: SaveOptions): string {
  const made = new Date(now).toISOString();
  const hash = hashOf(plan, engine, made);
  return `${JSON.stringify({ format: 'hcnet-plan', engine, made, hash, plan }, undefined, 1)}\n`;
}

/** Rejects what is no plan, was changed, is of another version of this program, or is too old. */
export function parseSavedPlan(text: string, name: string, { engine, now }: SaveOptions): Plan {
  const read = schema.safeParse(jsonOf(text));
  if (!read.success)
    throw new EngineError('stale', `${name} is not a whole plan that hcnet plan -o wrote. Plan again`);
  const { data } = read;
  // The hash vouches for the shape: only `formatSavedPlan` writes what passes it.
  const plan = data.plan as unknown as Plan;
  if (hashOf(plan, data.engine, data.made) !== data.hash)
    throw new EngineError('stale', `${name} was changed after it was made. Plan again`);
  if (data.engine !== engine || data.plan.version !== planVersion)
    throw new EngineError(
      'stale',
      `${name} was made by hcnet ${data.engine} (plans of version ${data.plan.version}), and this is ${engine} (version ${planVersion}). Plan again`,
    );
  if (now - Date.parse(data.made) > goodForMs)
    throw new EngineError('stale', `${name} was made more than a day ago (${data.made}). Plan again`);
  return plan;
}

function hashOf(plan: Plan, engine: string, made: string): string {
  return sha256(canonicalJson({ plan, engine, made }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says what is wrong.
    return undefined;
  }
}
