/** What a step does, call by call; the same for every kind. */
import {
  applyChanges,
  becomeReady,
  finishWith,
  idAfter,
  knownResource,
  mutationBase,
  recordReady,
  wantedInputs,
  type Work,
} from './converge.ts';
import { defaultMinutes } from '../timing.ts';
import { EngineError } from '../engine-error.ts';
import { invariant } from '../invariant.ts';
import { findMade } from '../plan/identity.ts';
import { mutate } from './mutate.ts';
import { isMarkedAtBirth, keyText, observe } from '../look/observe.ts';
import { withGeneration } from '../naming.ts';
import { generationOf } from '../plan/orphans.ts';
import { createParameters, deleteParameters } from '../parameters.ts';
import type { Found, Place } from '../look/reader.ts';
import { asideOf } from '../state/aside.ts';
import type { ResourceState } from '../state/state.ts';
import { lookAgain, lookOnce, proveAbsent } from './unmoved.ts';
import { waitUntil } from './wait.ts';

export async function createResource(work: Work): Promise<void> {
  const { run, step, kind } = work;
  const inputs = wantedInputs(work);
  const { generation, attempt } = run.session.state.history[step.address] ?? { generation: 1, attempt: 0 };
  const id = typeof kind.id === 'string' ? undefined : keyText(kind.id, kind, inputs);
  const resource: ResourceState = {
    kind: kind.name,
    region: step.region,
    ...(id === undefined ? {} : { id }),
    status: 'creating',
    generation,
    revision: 0,
    inputs: { ...inputs },
    tags: { ...step.tags },
    observed: {},
    outputs: {},
    dependencies: [...step.dependencies],
    adopted: false,
  };
  invariant(kind.create !== undefined, `${kind.name} cannot be created`);
  const place: Place = { kind, region: step.region, inputs };
  await proveAbsent(work, place);
  const done = await mutate(run, {
    ...mutationBase(work, kind.create, resource),
    op: 'create',
    parameters: createParameters(kind, inputs, withGeneration(step.tags, generation)),
    attempt,
    wasAbsent: true,
    minutes: kind.minutes?.create ?? defaultMinutes,
    find: () =>
      findMade(
        run.reader,
        run.session.state,
        { place, address: step.address, wasAbsent: true },
        { since: run.context.clock.now(), urgency: work.slot.urgency, signal: run.signal },
      ),
  });
  const created = done.id ?? run.session.state.resources[step.address]?.id;
  if (created === undefined)
    throw new EngineError('failed', `the answer to ${kind.create.action} names no id`);
  const found = await becomeReady(work, place, created, kind.minutes?.create);
  const later = Object.keys(kind.properties).filter(
    (name) => kind.properties[name]?.only === 'update' && inputs[name] !== undefined,
  );
  await finishWith(work, place, found, [...later, ...lateTags(work)]);
}

/** Tags that the create call could not set. */
function lateTags({ kind, step }: Work): readonly string[] {
  if (kind.tags === undefined || isMarkedAtBirth(kind)) return [];
  return Object.keys(step.tags).map((name) => `tags.${name}`);
}

/** Brings the changed attributes to what the design wants. */
export async function updateResource(work: Work): Promise<void> {
  const { step, kind } = work;
  const known = knownResource(work);
  const place: Place = { kind, region: step.region, inputs: wantedInputs(work) };
  const id = known.id;
  invariant(id !== undefined, `${step.address} has no id`);
  const found = await lookAgain(work, { ...place, inputs: { ...place.inputs, ...known.inputs } }, id);
  if (found === undefined) throw unseen(work, id);
  await applyChanges(work, place, found, step.changed);
  await recordReady(work, place, await becomeReady(work, place, idAfter(place, id), kind.minutes?.update));
}

/** Goes on where an earlier run stopped. */
export async function resumeResource(work: Work): Promise<void> {
  const { step, kind } = work;
  const known = knownResource(work);
  const id = known.id ?? step.id;
  invariant(id !== undefined, `${step.address} has no id`);
  const place: Place = { kind, region: step.region, inputs: wantedInputs(work) };
  const found = await becomeReady(work, { ...place, inputs: known.inputs }, id, kind.minutes?.create);
  const later = Object.keys(kind.properties).filter(
    (name) => kind.properties[name]?.only === 'update' && place.inputs[name] !== undefined,
  );
  await finishWith(work, place, found, [...new Set([...step.changed, ...later])]);
}

export async function adoptResource(work: Work): Promise<void> {
  const { run, step, kind } = work;
  invariant(step.id !== undefined, `${step.address} has no id to adopt`);
  const place: Place = { kind, region: step.region, inputs: wantedInputs(work) };
  const [found] = await run.reader.find(
    place,
    { by: 'id', id: step.id },
    { since: run.context.clock.now(), urgency: work.slot.urgency, signal: run.signal },
  );
  // Another account's resource shows nothing, and is used all the same.
  const seen: Found = found ?? { id: step.id, item: {}, isMarked: false };
  await run.session.set(step.address, adopted(work, place, seen));
  if (step.isAdopted) {
    await recordReady(work, place, seen);
    return;
  }
  const ready = await becomeReady(work, place, step.id, kind.minutes?.update);
  await finishWith(work, place, ready, step.changed);
}

function adopted({ run, step, kind }: Work, { inputs }: Place, { id, item }: Found): ResourceState {
  const { resources, history } = run.session.state;
  const before = resources[step.address];
  const seen = generationOf(observe(kind, item, id).tags);
  return {
    kind: kind.name,
    region: step.region,
    id,
    status: 'updating',
    generation: before?.generation ?? Math.max(history[step.address]?.generation ?? 1, seen),
    revision: before?.revision ?? 0,
    inputs: { ...inputs },
    tags: { ...step.tags },
    observed: {},
    outputs: {},
    dependencies: [...step.dependencies],
    adopted: step.isAdopted,
  };
}

export async function deleteResource(work: Work): Promise<void> {
  const { run, step, kind } = work;
  const known = knownResource(work);
  const id = known.id ?? step.id;
  invariant(kind.delete !== undefined && id !== undefined, `${step.address} cannot be deleted`);
  const place: Place = { kind, region: known.region, inputs: known.inputs };
  await lookAgain(work, place, id);
  await run.session.set(step.address, { ...known, id, status: 'deleting' });
  const minutes = kind.minutes?.delete ?? defaultMinutes;
  await mutate(run, {
    ...mutationBase(work, kind.delete, { ...known, id }),
    op: 'delete',
    parameters: deleteParameters(kind, id, known.inputs),
    attempt: 0,
    minutes,
    // A call that an earlier run sent may have done it, and a second one be refused for that very reason.
    isOver: async () => (await lookOnce(work, place, id)) === undefined,
  });
  work.onWaiting();
  await waitUntil(run, { place, id, until: 'gone', minutes, slot: work.slot, name: step.address });
  await run.session.set(step.address, null);
}

export async function forgetResource(work: Work): Promise<void> {
  await work.run.session.set(work.step.address, null);
}

/** The old resource steps aside under a name of its own, and is removed like anything the design does not want. */
export async function setAside({ run, step }: Work): Promise<void> {
  const { address, asideFrom } = step;
  if (asideFrom === undefined)
    await run.session.move(address, asideOf(address, run.session.state.resources[address]));
  else await run.session.move(asideFrom, address);
}

function unseen({ step }: Work, id: string): EngineError {
  return new EngineError(
    'stale',
    `${step.address} (${id}) cannot be seen any more; plan again to find out whether it is gone`,
  );
}
