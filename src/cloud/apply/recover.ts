/** Finds out what became of calls whose answers were lost. */
import { deliver, type Mutation } from './mutate.ts';
import { CloudError } from '../client/cloud-error.ts';
import type { Intent } from '../state/journal.ts';
import type { Kind } from '../kind.ts';
import { defaultMinutes } from '../timing.ts';
import { pass } from '../milestones.ts';
import { findIntended, hasMoved } from '../plan/look-back.ts';
import type { Run } from './run.ts';

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

/** Only creations: what became of anything else is looked at, and the plan repeats it. */
export function mayBeSentAgain({ op }: Intent): boolean {
  return op === 'create';
}

async function settleOne(run: Run, intent: Intent): Promise<void> {
  const kind = run.kinds.get(intent.kind);
  const { resource } = intent;
  if (!mayBeSentAgain(intent) || kind?.create === undefined || resource === null) {
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
      const found = await findIntended(
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
    slot: { urgency: 0, pause: (wait) => wait() },
  };
}
