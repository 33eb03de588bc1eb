/** Looks once more, right before a step, whether the cloud still is as the plan saw it. */
import type { Work } from './converge.ts';
import { EngineError } from '../engine-error.ts';
import { fingerprint } from '../plan/fingerprint.ts';
import { isMarkedAtBirth, observe } from '../look/observe.ts';
import { timingOf } from '../client/patience.ts';
import type { Found, Place } from '../look/reader.ts';

/**
 * The resource as it is now; `undefined` when it cannot be seen. Rejects when somebody changed it since the plan was
 * made: then the plan no longer is what was approved.
 */
export async function lookAgain(work: Work, place: Place, id: string): Promise<Found | undefined> {
  const { step } = work;
  const found = await lookOnce(work, place, id);
  if (found === undefined || step.seen === undefined) return found;
  if (fingerprint(observe(place.kind, found.item, id), step.tags) === step.seen) return found;
  throw new EngineError(
    'stale',
    `${step.address} (${id}) was changed by somebody else since the plan was made; plan again to see what is there now`,
  );
}

export async function lookOnce({ run, slot }: Work, place: Place, id: string): Promise<Found | undefined> {
  const [found] = await run.reader.find(
    place,
    { by: 'id', id },
    { since: run.context.clock.now(), urgency: slot.urgency, signal: run.signal },
  );
  return found;
}

/** Rejects when something that could be taken for what is to be created has come up since the plan was made. */
export async function proveAbsent(work: Work, place: Place): Promise<void> {
  const { run, step } = work;
  const now = run.context.clock.now();
  const { lookMs } = timingOf(run.context);
  // A call that replaces what is there would take over what came up in the meantime.
  const isUpsert = place.kind.updates?.some(({ action }) => action === place.kind.create?.action) === true;
  if (!isUpsert && run.plannedAt !== undefined && now - run.plannedAt <= lookMs) return;
  if ((await strangerAt(work, place, isUpsert ? now : now - lookMs)) === undefined) return;
  // An older list may show what this run itself has removed since.
  const other = await strangerAt(work, place, now + 1);
  if (other === undefined) return;
  throw new EngineError(
    'stale',
    `${other.id} is where ${step.address} should be made, and was not there when the plan was made; plan again`,
  );
}

/** What could be taken for what is to be created, and is not known to be something else of ours. */
async function strangerAt(
  { run, step, slot }: Work,
  place: Place,
  since: number,
): Promise<Found | undefined> {
  const found = await run.reader.find(
    place,
    { by: 'key', address: step.address },
    { since, urgency: slot.urgency, signal: run.signal },
  );
  const own = new Set(Object.values(run.session.state.resources).map((resource) => resource.id));
  return found.find((each) => !own.has(each.id) && (each.isMarked || !isMarkedAtBirth(place.kind)));
}
