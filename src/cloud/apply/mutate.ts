/** The one place through which every call passes that changes the cloud. */
import { actionTraits } from '../client/actions.ts';
import { CloudError, factsOf } from '../client/cloud-error.ts';
import type { Answer } from '../context.ts';
import { shortHash } from '../digest.ts';
import type { ErrorClass } from '../client/error-class.ts';
import { assertNever } from '../invariant.ts';
import type { Intent } from '../state/journal.ts';
import type { Call, Kind } from '../kind.ts';
import { textOf } from '../value.ts';
import { finish, type Parameters } from '../parameters.ts';
import { redactor } from '../redact.ts';
import { backoffMs, graceMsOf, pollMs, timingOf } from '../client/patience.ts';
import type { Run } from './run.ts';
import type { Slot } from './scheduler.ts';
import type { ResourceState } from '../state/state.ts';

export interface Mutation {
  readonly op: Intent['op'];
  readonly address: string;
  readonly kind: Kind;
  readonly call: Call;
  readonly region: string;
  readonly parameters: Parameters;
  /** What the address holds if it succeeds; only creation changes that. */
  readonly resource: ResourceState | null;
  readonly generation: number;
  readonly revision: number;
  readonly attempt: number;
  /** A look just before has shown that nothing is there that could be taken for what a creation makes. */
  readonly wasAbsent?: boolean;
  readonly minutes: number;
  /** A refusal that says that what is asked for is so already. */
  readonly doneOn?: ErrorClass | undefined;
  /** Whether what is asked for has come about, though a call for it is refused for the moment. */
  readonly isOver?: () => Promise<boolean>;
  /** Finds what a creation may have made although its answer was lost. */
  readonly find?: () => Promise<string | undefined>;
  /** Told of every refusal after the first few for which the call is repeated, and that says what is in its way. */
  readonly onRepeat?: (refusal: CloudError) => void;
  readonly slot: Slot;
}

export interface Done {
  /** Absent when the resource was found instead of created. */
  readonly answer: Answer | undefined;
  readonly id: string | undefined;
}

/**
 * The intent is on disk before the call is sent, its outcome before this resolves. Repeats what may pass with the
 * same token. Rejects with a `CloudError`; then the outcome is either recorded as a refusal, or left open for the
 * next run to find out.
 */
export async function mutate(run: Run, mutation: Mutation): Promise<Done> {
  run.signal?.throwIfAborted();
  const intent = await run.session.intend(intentOf(run, mutation));
  try {
    return await deliver(run, mutation, intent, { isSentBefore: false });
  } catch (error) {
    if (!isSpent(mutation, error)) throw error;
    if (mutation.op !== 'create')
      await run.session.settle(intent, { ok: false, class: error.class, code: error.code });
    else if (run.session.isOpen(intent)) throw error;
    return mutate(run, { ...mutation, attempt: mutation.attempt + 1 });
  }
}

/**
 * A run whose journal was lost, or is older than the state that was put back, has used the token for another call. That
 * one is over: what is to be changed now was found out since, and what is to be created was looked for in vain.
 */
function isSpent({ attempt }: Mutation, error: unknown): error is CloudError {
  return error instanceof CloudError && error.class === 'token-misused' && attempt < mostTokens;
}

const mostTokens = 5;

/** Sends a call whose intent is on disk. One that may have been sent before is looked for first. */
export async function deliver(
  run: Run,
  mutation: Mutation,
  intent: Intent,
  { isSentBefore }: { readonly isSentBefore: boolean },
): Promise<Done> {
  const { clock } = run.context;
  const grace = graceMsOf(run.context, mutation.kind);
  const visibleBy = clock.now() + timingOf(run.context).graceMs;
  const until = clock.now() + grace + mutation.minutes * 60_000 * timingOf(run.context).deadlineFactor;
  if (isSentBefore) {
    const id = await lookFor(run, mutation, grace);
    if (id !== undefined) return settled(run, intent, undefined, id);
  }
  let mayHaveArrived = isSentBefore;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(run, mutation, intent, mayHaveArrived);
    if (!(outcome instanceof CloudError)) return outcome;
    mayHaveArrived ||= !isDefinite(outcome.class);
    const mayRepeat = clock.now() < until && run.signal?.aborted !== true;
    const mayAppear = mayRepeat && clock.now() < visibleBy;
    const verdict = judge(mutation, outcome, { mayRepeat, mayAppear });
    if (verdict === 'done') return settled(run, intent, undefined, undefined);
    if (verdict === 'look') {
      const id = await lookFor(run, mutation, grace);
      if (id !== undefined) return settled(run, intent, undefined, id);
      if (outcome.class === 'token-misused' && mutation.find !== undefined)
        return refuseForGood(run, intent, outcome);
      if (!mayRepeat || outcome.class !== 'ambiguous') return refuse(run, intent, outcome);
    }
    if (verdict === 'refuse') return refuse(run, intent, outcome);
    if (attempt >= fewRefusals && namesObstacle(outcome)) mutation.onRepeat?.(outcome);
    try {
      await mutation.slot.pause(() => clock.sleep(backoffMs(run.context, attempt), run.signal));
    } catch {
      // Cancelled while pausing: what was refused is settled, what is unknown stays open for the next run.
      return refuse(run, intent, outcome);
    }
    if (outcome.class === 'conflict' && (await mutation.isOver?.()) === true)
      return settled(run, intent, undefined, undefined);
  }
}

/** Most of what is in the way is gone after seconds. */
const fewRefusals = 4;

function namesObstacle(refusal: CloudError): boolean {
  return refusal.class === 'dependency' || refusal.class === 'conflict';
}

/** Derived from what stays the same over a crash and a restart, so that a repeated creation is the same creation. */
export function tokenOf(
  lineage: string,
  mutation: Pick<Mutation, 'address' | 'generation' | 'revision' | 'attempt'> & { readonly action: string },
): string {
  const parts = [
    lineage,
    mutation.address,
    mutation.generation,
    mutation.revision,
    mutation.attempt,
    mutation.action,
  ];
  return `hc1-${shortHash(parts.join('|'), 40)}`;
}

/** Rejects with the signal's reason when the run was cancelled before it was the call's turn. */
async function attemptOnce(
  run: Run,
  mutation: Mutation,
  intent: Intent,
  mayHaveArrived: boolean,
): Promise<Done | CloudError> {
  try {
    const traits = actionTraits(mutation.kind.product, mutation.call.action);
    const answer = await run.context.client.call({
      product: mutation.kind.product,
      action: mutation.call.action,
      region: mutation.region,
      before: async () => {
        // Whoever lost the lock while it wrote or waited sends nothing.
        await run.session.fence();
        run.signal?.throwIfAborted();
      },
      urgency: mutation.slot.urgency,
      parameters: {
        ...finish(mutation.parameters, run.secrets),
        ...(traits.token === undefined ? {} : { [traits.token]: intent.token }),
      },
    });
    return await settled(run, intent, answer, createdId(mutation, answer));
  } catch (error) {
    if (!(error instanceof CloudError)) {
      const isCancelled = run.signal?.aborted === true && error === run.signal.reason;
      if (isCancelled && !mayHaveArrived) await run.session.settle(intent, { ok: false, never: true });
      throw error;
    }
    // A service may quote what it refuses, and what it refuses may be a key.
    const redact = redactor([...run.secrets.values()]);
    return new CloudError({
      ...factsOf(error),
      detail: error.detail === undefined ? undefined : redact(error.detail),
    });
  }
}

async function settled(
  run: Run,
  intent: Intent,
  answer: Answer | undefined,
  id: string | undefined,
): Promise<Done> {
  await run.session.settle(intent, {
    ok: true,
    at: new Date(run.context.clock.now()).toISOString(),
    ...(id === undefined ? {} : { id }),
    ...(answer === undefined ? {} : { requestId: textOf(answer.RequestId) }),
  });
  return { answer, id };
}

/** What was refused is settled. What is unknown stays open: the next run finds out before it does anything there. */
async function refuse(run: Run, intent: Intent, error: CloudError): Promise<never> {
  if (isDefinite(error.class)) return refuseForGood(run, intent, error);
  throw error;
}

async function refuseForGood(run: Run, intent: Intent, error: CloudError): Promise<never> {
  await run.session.settle(intent, {
    ok: false,
    class: error.class,
    code: error.code,
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  });
  throw error;
}

/** A misused token says that a call with it was taken: nothing is known before what that made was looked for. */
function isDefinite(found: ErrorClass): boolean {
  return found !== 'ambiguous' && found !== 'token-misused' && found !== 'token-running';
}

/** `done` by a deletion still waits until nothing is listed any more. */
export type Verdict = 'done' | 'look' | 'repeat' | 'refuse';

export function judge(
  mutation: Pick<Mutation, 'op' | 'kind' | 'call' | 'doneOn'>,
  error: Pick<CloudError, 'code' | 'class'>,
  time: { readonly mayRepeat: boolean; readonly mayAppear: boolean },
): Verdict {
  const repeat = time.mayRepeat ? 'repeat' : 'refuse';
  if (mutation.op === 'delete' && mutation.kind.goneCodes?.includes(error.code) === true) return 'done';
  if (mutation.doneOn === error.class) return 'done';
  if (mutation.call.retryOn?.includes(error.code) === true) return repeat;
  const found: ErrorClass = error.class;
  switch (found) {
    case 'not-found':
      if (mutation.op === 'delete') return 'done';
      // What a call refers to may have been made just now, and not be visible everywhere yet.
      return time.mayAppear ? 'repeat' : 'refuse';
    case 'ambiguous':
      return mutation.op === 'create' ? 'look' : repeat;
    case 'exists':
    case 'token-misused':
      return mutation.op === 'create' ? 'look' : 'refuse';
    case 'dependency':
      return mutation.op === 'delete' ? repeat : 'refuse';
    case 'not-sent':
    case 'throttled':
    case 'conflict':
    case 'token-running':
      return repeat;
    case 'dry-run':
    case 'quota':
    case 'permission':
    case 'credentials':
    case 'clock':
    case 'billing':
    case 'invalid':
      return 'refuse';
    default:
      return assertNever(found);
  }
}

/**
 * What was just made may be invisible for a while, and a call that nobody answered may still be on its way: only after
 * all of that time may it be sent again. Rejects when the run is cancelled before: then nobody knows yet.
 */
async function lookFor(run: Run, mutation: Mutation, grace: number): Promise<string | undefined> {
  const { find } = mutation;
  if (find === undefined) return undefined;
  const until = run.context.clock.now() + grace;
  for (let look = 0; ; look += 1) {
    const id = await find();
    if (id !== undefined) return id;
    run.signal?.throwIfAborted();
    if (run.context.clock.now() >= until) return undefined;
    await mutation.slot.pause(() => run.context.clock.sleep(pollMs(run.context, look), run.signal));
  }
}

/** An answer to a creation that names no id is as good as none. */
function createdId(mutation: Mutation, answer: Answer): string | undefined {
  if (mutation.op !== 'create' || typeof mutation.kind.id !== 'string') return mutation.resource?.id;
  const id = textOf(answer[mutation.kind.create?.answersIdAs ?? mutation.kind.id]) ?? mutation.resource?.id;
  if (id !== undefined && id !== '') return id;
  throw new CloudError({
    action: mutation.call.action,
    product: mutation.kind.product,
    region: mutation.region,
    code: '',
    requestId: textOf(answer.RequestId),
    class: 'ambiguous',
    detail: undefined,
  });
}

function intentOf(run: Run, mutation: Mutation): Omit<Intent, 'type' | 'id'> {
  const { op, address, kind, region, generation, revision, attempt, parameters, resource } = mutation;
  const { action } = mutation.call;
  const token = tokenOf(run.session.state.lineage, { address, generation, revision, attempt, action });
  return {
    op,
    address,
    kind: kind.name,
    region,
    generation,
    revision,
    attempt,
    action,
    token,
    parameters,
    resource,
    ...(mutation.wasAbsent === true ? { wasAbsent: true } : {}),
  };
}
