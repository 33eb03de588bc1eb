/** Bringing one resource to what is wanted, and waiting until it is. */
import { differences } from '../plan/diff.ts';
import { EngineError } from '../engine-error.ts';
import type { ErrorClass } from '../client/error-class.ts';
import { leavingAlone } from '../plan/ignored.ts';
import { invariant } from '../invariant.ts';
import type { Call, Kind, UpdateCall } from '../kind.ts';
import { mutate, type Mutation } from './mutate.ts';
import { addressTag, generationTag, withGeneration } from '../naming.ts';
import { keyText, observe, progressOf } from '../look/observe.ts';
import { defaultMinutes } from '../timing.ts';
import { readOutputs } from '../look/outputs.ts';
import { tagList, updateParameters } from '../parameters.ts';
import { isPeopleDone, untilPeople } from '../people.ts';
import type { PlanStep } from '../plan/plan.ts';
import type { Found, Place } from '../look/reader.ts';
import { resolveInputs } from '../resolve.ts';
import { stateLookup, type Run } from './run.ts';
import type { Slot } from './scheduler.ts';
import type { ResourceState } from '../state/state.ts';
import type { Inputs } from '../value.ts';
import { waitUntil } from './wait.ts';

export interface Work {
  readonly run: Run;
  readonly step: PlanStep;
  readonly kind: Kind;
  readonly slot: Slot;
  /** Says that the call is through and the cloud is busy, or why the call is refused and tried again. */
  readonly onWaiting: (refusal?: string) => void;
}

export async function finishWith(
  work: Work,
  place: Place,
  found: Found,
  changed: readonly string[],
): Promise<void> {
  const seen = observe(place.kind, found.item, found.id).values;
  const open = differences(place.kind, { wanted: place.inputs, unknown: [], asked: {}, seen }).map(
    (each) => each.attribute,
  );
  // What already is as wanted needs no call; what the cloud does not tell is sent to be sure.
  const still = changed.filter(
    (name) => name.startsWith('tags.') || open.includes(name) || seen[name] === undefined,
  );
  if (still.length === 0) {
    await recordReady(work, place, found);
    return;
  }
  await applyChanges(work, place, found, still);
  const id = idAfter(place, found.id);
  await recordReady(work, place, await becomeReady(work, place, id, place.kind.minutes?.update));
}

export async function applyChanges(
  work: Work,
  place: Place,
  found: Found,
  changed: readonly string[],
): Promise<void> {
  const { run, step, kind } = work;
  const before = knownResource(work);
  const seen = observe(kind, found.item, found.id).values;
  await run.session.set(step.address, underChange(work, place, found.id));
  const minutes = kind.minutes?.update ?? defaultMinutes;
  for (const call of callsFor(kind, changed)) {
    const wanted = leavingAlone(kind, step.ignore ?? [], { wanted: place.inputs, asked: {}, seen });
    const change = { id: found.id, seen, wanted, changed };
    for (const parameters of updateParameters(kind, call, change)) {
      await mutate(run, {
        ...mutationBase(work, call, afterMove(work, place, found.id)),
        op: 'update',
        parameters,
        doneOn: doneOn(call),
        attempt: 0,
        minutes,
      });
      work.onWaiting();
      await waitUntil(run, {
        place: { ...place, kind: untilPeople(kind, changed) },
        id: idAfter(place, found.id),
        until: 'ready',
        minutes,
        slot: work.slot,
        name: step.address,
      });
    }
  }
  await changeTags(work, found.id, changed, before.tags);
}

/** What was asked for before counts as well until all is done: it has to be taken back where it is no longer wanted. */
function underChange(work: Work, place: Place, id: string): ResourceState {
  const { step } = work;
  const known = knownResource(work);
  // What tells it apart changes with the call itself, and not before.
  const isMoving = idAfter(place, id) !== id;
  return {
    ...known,
    id,
    status: known.status === 'creating' ? 'creating' : 'updating',
    inputs: isMoving ? known.inputs : { ...known.inputs, ...told(work.kind, place.inputs) },
    tags: { ...known.tags, ...step.tags },
    dependencies: [...new Set([...known.dependencies, ...step.dependencies])].sort(),
  };
}

/** What is known of it once a call has changed what tells it apart; `null` for all other calls. */
function afterMove(work: Work, place: Place, id: string): ResourceState | null {
  const nextId = idAfter(place, id);
  if (nextId === id) return null;
  return { ...knownResource(work), id: nextId, inputs: { ...place.inputs } };
}

/**
 * What the cloud never tells counts as asked for only when the call is through: if it fails, the old value in the
 * state is what makes the next plan send it again.
 */
function told(kind: Kind, wanted: Inputs): Inputs {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => kind.properties[name]?.read !== false));
}

async function changeTags(
  work: Work,
  id: string,
  changed: readonly string[],
  before: Readonly<Record<string, string>>,
): Promise<void> {
  const { run, step, kind } = work;
  const change = kind.tags?.change;
  const names = changed.filter((name) => name.startsWith('tags.')).map((name) => name.slice('tags.'.length));
  if (change === undefined || names.length === 0) return;
  const isMarking = names.includes(addressTag);
  const set = Object.fromEntries(
    Object.entries(withGeneration(step.tags, knownResource(work).generation)).filter(
      ([name]) => names.includes(name) || (isMarking && name === generationTag),
    ),
  );
  const removed = names.filter((name) => step.tags[name] === undefined && before[name] !== undefined);
  const subject = { ResourceType: change.type, ResourceId: [id] };
  const base = { op: 'update', attempt: 0, minutes: kind.minutes?.update ?? defaultMinutes } as const;
  if (Object.keys(set).length > 0) {
    const call: Call = { action: change.add };
    await mutate(run, {
      ...mutationBase(work, call, knownResource(work)),
      ...base,
      parameters: { ...subject, Tag: tagList(set) },
    });
  }
  if (removed.length > 0) {
    const call: Call = { action: change.remove };
    await mutate(run, {
      ...mutationBase(work, call, knownResource(work)),
      ...base,
      parameters: { ...subject, TagKey: removed },
    });
  }
}

/** An entry that is there already was added by an earlier run; one that is not there any more was removed. */
function doneOn({ sends }: UpdateCall): ErrorClass | undefined {
  if (typeof sends !== 'object') return undefined;
  if ('eachAdded' in sends) return 'exists';
  return 'eachRemoved' in sends ? 'not-found' : undefined;
}

function callsFor(kind: Kind, changed: readonly string[]): readonly UpdateCall[] {
  return (kind.updates ?? []).filter((call) => call.properties.some((name) => changed.includes(name)));
}

export async function becomeReady(
  work: Work,
  place: Place,
  id: string,
  minutes: number | undefined,
): Promise<Found> {
  work.onWaiting();
  const found = await waitUntil(work.run, {
    place: { ...place, kind: untilPeople(place.kind, []) },
    id,
    until: 'ready',
    minutes: minutes ?? defaultMinutes,
    slot: work.slot,
    name: work.step.address,
  });
  invariant(found !== undefined, 'what is ready is there');
  return found;
}

export async function recordReady(work: Work, place: Place, found: Found): Promise<void> {
  const { run, step, kind } = work;
  const known = knownResource(work);
  const now = run.context.clock.now();
  const outputs = await readOutputs(run.reader, place, found, {
    since: now,
    urgency: work.slot.urgency,
    signal: run.signal,
  });
  const observed = observe(kind, found.item, found.id);
  const progress = progressOf(kind, found.item);
  await run.session.set(step.address, {
    ...protectedAs(known, step),
    id: found.id,
    status: isPeopleDone(kind, progress) ? 'ready' : 'awaiting-people',
    inputs: { ...place.inputs },
    tags: { ...step.tags },
    dependencies: [...step.dependencies],
    observed: { ...observed.values },
    outputs,
    readyAt: new Date(now).toISOString(),
  });
}

/** What the text says now takes the place of what it said before. */
function protectedAs(known: ResourceState, { protect }: PlanStep): ResourceState {
  const next: ResourceState = { ...known };
  if (protect === true) next.protect = true;
  else delete next.protect;
  return next;
}

export function mutationBase(
  work: Work,
  call: Call,
  resource: ResourceState | null,
): Omit<Mutation, 'op' | 'parameters' | 'attempt' | 'minutes'> {
  const known = work.run.session.state.resources[work.step.address] ?? resource;
  return {
    address: work.step.address,
    kind: work.kind,
    call,
    // What makes way for one in another region is still in its own.
    region: resource?.region ?? work.step.region,
    resource,
    generation: known?.generation ?? resource?.generation ?? 1,
    revision: known?.revision ?? 0,
    onRepeat: ({ message }) => {
      work.onWaiting(message);
    },
    slot: work.slot,
  };
}

export function wantedInputs(work: Work): Inputs {
  const inputs = resolveInputs(work.step.inputs, stateLookup(work.run));
  if (inputs === undefined) {
    throw new EngineError('failed', `${work.step.address} refers to something that does not exist yet`);
  }
  return inputs;
}

export function knownResource(work: Work): ResourceState {
  const known = work.run.session.state.resources[work.step.address];
  invariant(known !== undefined, `${work.step.address} is not in the state`);
  return known;
}

export function idAfter(place: Place, id: string): string {
  return typeof place.kind.id === 'string' ? id : (keyText(place.kind.id, place.kind, place.inputs) ?? id);
}
