/** Finds out what became of calls whose answers were lost. */
import { findMade } from './identity.ts';
import { deliver, type Mutation } from './mutate.ts';
import { CloudError } from './cloud-error.ts';
import type { CloudContext } from './context.ts';
import type { Intent } from './journal.ts';
import type { Kind } from './kind.ts';
import { defaultMinutes } from './converge.ts';
import { pass } from './milestones.ts';
import type { Place, Reader } from './reader.ts';
import { applyOutcome } from './replay.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';

/**
 * Settles every open call of earlier runs. What a creation made is found, or the very same call is sent again: then
 * it is known for sure. An unanswered update or deletion is compared and, if need be, repeated by the plan. Rejects
 * when a call still gets no answer: nothing may be planned around what nobody knows.
 */
export async function recover(run: Run): Promise<void> {
  // All at once: each may have to wait as long as something can stay invisible.
  const settling = run.session.unresolved.map((intent) => settleOne(run, intent));
  const failed = (await Promise.allSettled(settling)).find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function settleOne(run: Run, intent: Intent): Promise<void> {
  const kind = run.kinds.get(intent.kind);
  const { resource } = intent;
  if (intent.op !== 'create' || kind?.create === undefined || resource === null) {
    await run.session.settle(intent, { ok: await hasMoved(run.reader, intent, kind, run) });
    pass(run.context, 'recovery-settled');
    return;
  }
  try {
    await deliver(run, mutationOf(run, intent, kind), intent, { isSentBefore: true });
  } catch (error) {
    // A refusal is an answer, and has been settled; the plan goes on from there.
    if (!(error instanceof CloudError) || run.session.isOpen(intent)) throw error;
  }
  pass(run.context, 'recovery-settled');
}

function mutationOf(run: Run, intent: Intent, kind: Kind): Mutation {
  const { address, region, parameters, resource, generation, revision, attempt } = intent;
  return {
    op: 'create',
    address,
    kind,
    call: { ...kind.create, action: intent.action },
    region,
    parameters,
    resource,
    generation,
    revision,
    attempt,
    minutes: kind.minutes?.create ?? defaultMinutes,
    find: async () => {
      const found = await find(
        run.reader,
        run.session.state,
        intent,
        kind,
        run.context.clock.now(),
        run.signal,
      );
      pass(run.context, 'recovery-looked');
      return found;
    },
    slot: { pause: (wait) => wait() },
  };
}

/** Whether a change of what tells a resource apart has come about. Other changes are compared by the plan. */
async function hasMoved(
  reader: Reader,
  intent: Intent,
  kind: Kind | undefined,
  { context, signal }: Pick<Run, 'context' | 'signal'>,
): Promise<boolean> {
  const { op, resource, region } = intent;
  if (op !== 'update' || resource?.id === undefined || kind === undefined) return false;
  const place: Place = { kind, region, inputs: resource.inputs };
  const found = await reader.find(
    place,
    { by: 'id', id: resource.id },
    { since: context.clock.now(), signal },
  );
  return found.length > 0;
}

/**
 * What a plan that changes nothing can know of open calls: what they made, where it can be seen. Takes that into
 * `state`, and returns the creations of which nothing is to be seen.
 */
export async function lookBack(
  reader: Reader,
  state: State,
  unresolved: readonly Intent[],
  options: LookBackOptions,
): Promise<readonly Intent[]> {
  const { kinds, context, signal } = options;
  const unseen: Intent[] = [];
  for (const intent of unresolved) {
    const kind = kinds.get(intent.kind);
    if (intent.op !== 'create' || kind === undefined) {
      applyOutcome(state, intent, { ok: await hasMoved(reader, intent, kind, options) });
      continue;
    }
    const id = await find(reader, state, intent, kind, context.clock.now(), signal);
    if (id === undefined) unseen.push(intent);
    applyOutcome(state, intent, id === undefined ? { ok: false, never: true } : { ok: true, id });
  }
  return unseen;
}

interface LookBackOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly context: CloudContext;
  readonly signal: AbortSignal | undefined;
}

function find(
  reader: Reader,
  state: State,
  intent: Intent,
  kind: Kind,
  since: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { address, region, resource, wasAbsent } = intent;
  const place: Place = { kind, region, inputs: resource?.inputs ?? {} };
  return findMade(reader, state, { place, address, wasAbsent: wasAbsent === true }, { since, signal });
}
