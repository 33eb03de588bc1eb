/** Applies: what earlier runs left open is settled first, under the lock; then a plan is carried out. */
import type { CloudContext } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import { execute, type ExecuteOptions } from './execute.ts';
import { passableGuards, unallowed, unpassable, type Allowed, type Guard } from '../plan/guards.ts';
import { identify } from '../look/identify.ts';
import { checkOwner, planFor, type Errand } from '../plan/make-plan.ts';
import { kindsByName } from '../kinds/by-name.ts';
import type { Plan } from '../plan/plan.ts';
import { newPaces } from '../look/paces.ts';
import { createReader } from '../look/reader.ts';
import { mayBeSentAgain, recover } from './recover.ts';
import { messageOf, type ApplyReport } from './report.ts';
import type { Run } from './run.ts';
import { secretsForSteps, secretsNamed } from './run-secrets.ts';
import { openSession, type Session } from '../state/session.ts';
import { basisOf, type State } from '../state/state.ts';
import { politely } from '../client/traffic.ts';
import { secretsIn } from '../value.ts';

/** Guards of the plan that may be passed are in `allow` and `unprotect`; see `guards.ts`. */
export interface ApplyOptions extends ExecuteOptions, Allowed {
  readonly signal?: AbortSignal | undefined;
}

export interface ApplyDesignOptions extends ApplyOptions {
  /** Shown every plan that has something to do and that nothing speaks against, before anything else. */
  readonly show?: (plan: Plan) => void;
  /** Asked once, when there is something to do and nothing speaks against it. */
  readonly approve: (plan: Plan) => Promise<Approval>;
}

/** `with-guards`: whoever said yes was shown the guards, and means those as well. */
export type Approval = 'no' | 'yes' | 'with-guards';

export interface Applied {
  readonly plan: Plan;
  /** Absent when there was nothing to do, when the plan has problems, or when it was not approved. */
  readonly report: ApplyReport | undefined;
  readonly isRefused: boolean;
}

/**
 * Plans and applies under one lock, so that nothing comes between. Rejects with an `EngineError` when nothing may be
 * started at all; what fails later is in the report.
 */
export async function applyDesign(
  given: CloudContext,
  errand: Errand,
  options: ApplyDesignOptions,
): Promise<Applied> {
  const context = politely(given);
  const { account } = await identify(context.client);
  return inSession(context, { operation: errand.purpose, account }, async (session) => {
    checkOwner(context, session.state, account, errand.account);
    const run = await recovered(context, session, options.signal);
    const plannedAt = context.clock.now();
    const plan = await planFor(context, errand, {
      state: session.state,
      account,
      reader: run.reader,
      signal: options.signal,
    });
    const isSound = plan.problems.length === 0 && plan.steps.length > 0;
    if (!isSound) return { plan, report: undefined, isRefused: false };
    options.show?.(plan);
    refuse(unpassable(unallowed(plan.guards, options)));
    const approval = await options.approve(plan);
    if (approval === 'no') return { plan, report: undefined, isRefused: true };
    refuse(
      unallowed(plan.guards, approval === 'with-guards' ? { ...options, allow: passableGuards } : options),
    );
    const secrets = await secretsForSteps(context, plan.steps);
    const report = await execute({ ...run, secrets, plannedAt }, plan, options);
    return { plan, report, isRefused: false };
  });
}

/** Carries out a plan that was made earlier. Rejects when anything has moved on since. */
export async function applyPlan(
  given: CloudContext,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyReport> {
  const context = politely(given);
  const [problem] = plan.problems;
  if (problem !== undefined)
    throw new EngineError('design', `the plan cannot be applied: ${problem.message}`);
  refuse(unallowed(plan.guards, options));
  const secrets = await secretsForSteps(context, plan.steps);
  const { account } = await identify(context.client);
  const { report } = await inSession(context, { operation: plan.purpose, account }, async (session) => {
    checkOwner(context, session.state, account, undefined);
    const run = await recovered(context, session, options.signal);
    refuseStale(run, plan, account);
    return { report: await execute({ ...run, secrets }, plan, options) };
  });
  return report;
}

/** What the run has done is told even when the state cannot be saved: the journal has it. */
async function inSession<T extends { readonly report: ApplyReport | undefined }>(
  context: CloudContext,
  run: { readonly operation: string; readonly account: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(context, run);
  let done: T;
  try {
    done = await work(session);
  } catch (error) {
    // The failure itself matters more than one that it may have led to.
    await session.close().catch((failure: unknown) => context.logger.error(messageOf(failure)));
    throw error;
  }
  try {
    await session.close();
    return done;
  } catch (error) {
    if (done.report === undefined) throw error;
    return { ...done, report: { ...done.report, outcome: 'failed', unsaved: messageOf(error) } };
  }
}

async function recovered(
  context: CloudContext,
  session: Session,
  signal: AbortSignal | undefined,
): Promise<Run> {
  const names = session.unresolved.filter(mayBeSentAgain).flatMap(({ parameters }) => secretsIn(parameters));
  const run: Run = {
    context,
    session,
    reader: createReader(context),
    paces: newPaces(context),
    kinds: kindsByName,
    secrets: await secretsNamed(context, names),
    plannedAt: undefined,
    signal,
  };
  await recover(run);
  return run;
}

function refuse(guards: readonly Guard[]): void {
  const [first, ...others] = guards;
  if (first === undefined) return;
  const all = [first, ...others];
  const options = all.flatMap(({ allow }) => allow ?? []).join(' ');
  const next = options === '' ? '' : `. If that is meant, say so: ${options}`;
  throw new EngineError('guarded', `${all.map(({ message }) => message).join('; ')}${next}`);
}

/** A folder may be another one on another machine, with the same state in it, or none yet; a bucket is the same everywhere. */
function isFromElsewhere({ files }: CloudContext, { madeFrom, basis }: Plan, state: State): boolean {
  if (madeFrom === undefined || madeFrom.place === files.place) return false;
  if (madeFrom.lineage !== '' && madeFrom.lineage === state.lineage) return false;
  return madeFrom.isShared || files.isShared === true || basis !== basisOf(state);
}

function refuseStale(run: Run, plan: Plan, account: string): void {
  const { context, session } = run;
  const why = staleness(run, plan, account);
  if (why !== undefined) throw new EngineError('stale', `${why}. Plan again`);
  if (isFromElsewhere(context, plan, session.state))
    throw new EngineError(
      'stale',
      `the plan was made from the state in ${plan.madeFrom?.place ?? ''}, and this run looks at the one in ${context.files.place}; pass the same --state or --state-dir`,
    );
  if (plan.basis !== basisOf(session.state))
    throw new EngineError(
      'stale',
      'the plan is out of date: something was applied since it was made. Plan again',
    );
}

function staleness({ context }: Run, plan: Plan, account: string): string | undefined {
  if (plan.stack !== context.stack) return `the plan is one for '${plan.stack}', not for '${context.stack}'`;
  if (plan.target !== context.target)
    return `the plan was made for ${plan.target}, and this run means ${context.target}`;
  if (plan.account !== account)
    return `the plan was made for account ${plan.account}, and the credentials open account ${account}`;
  return undefined;
}
