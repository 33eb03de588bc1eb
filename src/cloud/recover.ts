/** Finds out what became of calls whose answers were lost. */
import type { CloudContext } from './context.ts';
import { EngineError } from './engine-error.ts';
import type { Intent } from './journal.ts';
import type { Kind } from './kind.ts';
import { pollMs, timingOf } from './patience.ts';
import type { Reader } from './reader.ts';
import { applyOutcome } from './replay.ts';
import type { State } from './state.ts';

export interface Recovery {
  readonly intent: Intent;
  readonly outcome: { readonly ok: boolean; readonly never?: true; readonly id?: string };
}

export interface RecoverOptions {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly reader: Reader;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes what it finds into `state`, and returns it for the journal. What a creation made is found, or it may be
 * sent again with the same token. An unanswered update or deletion is compared and, if need be, repeated by the plan.
 */
export async function recover(
  context: CloudContext,
  state: State,
  unresolved: readonly Intent[],
  options: RecoverOptions,
): Promise<Recovery[]> {
  // All at once: each may have to wait as long as something can stay invisible.
  const found = await Promise.all(
    unresolved.map(async (intent): Promise<Recovery> => {
      const outcome = intent.op === 'create' ? await lookFor(context, state, intent, options) : { ok: false };
      return { intent, outcome };
    }),
  );
  for (const { intent, outcome } of found) applyOutcome(state, intent, outcome);
  return found;
}

/** What was just made may be invisible for a while; a miss counts only when that is over. */
async function lookFor(
  context: CloudContext,
  state: State,
  intent: Intent,
  options: RecoverOptions,
): Promise<Recovery['outcome']> {
  const kind = options.kinds.get(intent.kind);
  const { resource } = intent;
  if (kind === undefined || resource === null) return never;
  const place = { kind, region: intent.region, inputs: resource.inputs };
  const until = context.clock.now() + timingOf(context).graceMs;
  for (let look = 0; ; look += 1) {
    const since = context.clock.now();
    const hits = await options.reader.find(
      place,
      { by: 'key', address: intent.address },
      { since, signal: options.signal },
    );
    const own = kind.tags === undefined ? hits : hits.filter((hit) => hit.isMarked);
    const taken = new Set(
      Object.entries(state.resources)
        .filter(([address, other]) => address !== intent.address && other.kind === intent.kind)
        .map(([, other]) => other.id),
    );
    const ids = own.map((hit) => hit.id).filter((id) => !taken.has(id));
    if (ids.length > 1) {
      throw new EngineError(
        'undecided',
        `an interrupted run may have made ${intent.address} as any of ${ids.join(', ')}; delete all but one of them`,
      );
    }
    if (ids[0] !== undefined) return { ok: true, id: ids[0] };
    if (context.clock.now() >= until) return never;
    await context.clock.sleep(pollMs(context, look), options.signal);
  }
}

const never = { ok: false, never: true } as const;
