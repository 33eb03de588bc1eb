/** What became of calls whose answers were lost, as far as looking tells. */
import type { CloudContext } from '../context.ts';
import type { Kind } from '../kind.ts';
import type { Place, Reader } from '../look/reader.ts';
import type { Intent } from '../state/journal.ts';
import { applyOutcome } from '../state/replay.ts';
import type { State } from '../state/state.ts';
import { findMade } from './identity.ts';

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
    const id = await findIntended(reader, state, intent, kind, context.clock.now(), signal);
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

/** What a creation made, if that can be seen at `since` or later. */
export function findIntended(
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

/** Whether a change of what tells a resource apart has come about. Other changes are compared by the plan. */
export async function hasMoved(
  reader: Reader,
  intent: Intent,
  kind: Kind | undefined,
  { context, signal }: Pick<LookBackOptions, 'context' | 'signal'>,
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
