/** What a step does, call by call; the same for every kind. */
import { differences } from './diff.ts';
import { EngineError } from './engine-error.ts';
import { invariant } from './invariant.ts';
import type { Call, Kind, UpdateCall } from './kind.ts';
import { mutate, type Mutation } from './mutate.ts';
import { keyText, observe, textOf } from './observe.ts';
import { readOutputs } from './outputs.ts';
import { createParameters, deleteParameters, tagList, updateParameters } from './parameters.ts';
import { isPeopleDone } from './people.ts';
import type { PlanStep } from './plan.ts';
import type { Found, Place } from './reader.ts';
import { resolveInputs } from './resolve.ts';
import { stateLookup, type Run } from './run.ts';
import type { Slot } from './scheduler.ts';
import type { ResourceState } from './state.ts';
import type { Inputs } from './value.ts';
import { waitUntil } from './wait.ts';

export interface Work {
  readonly run: Run;
  readonly step: PlanStep;
  readonly kind: Kind;
  readonly slot: Slot;
  /** Says that the call is through and the cloud is busy. */
  readonly onWaiting: () => void;
}

const defaultMinutes = 5;

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
  const done = await mutate(run, {
    ...mutationBase(work, kind.create, resource),
    op: 'create',
    parameters: createParameters(kind, inputs, step.tags),
    attempt,
    minutes: kind.minutes?.create ?? defaultMinutes,
    find: () => findCreated(run, place, step.address),
  });
  const created = done.id ?? run.session.state.resources[step.address]?.id;
  if (created === undefined)
    throw new EngineError('failed', `the answer to ${kind.create.action} names no id`);
  const found = await becomeReady(work, place, created, kind.minutes?.create);
  const later = Object.keys(kind.properties).filter(
    (name) => kind.properties[name]?.only === 'update' && inputs[name] !== undefined,
  );
  await finishWith(work, place, found, later, {});
}

/** Brings the changed attributes to what the design wants. */
export async function updateResource(work: Work): Promise<void> {
  const { step, kind } = work;
  const known = knownResource(work);
  const place: Place = { kind, region: step.region, inputs: wantedInputs(work) };
  const id = known.id;
  invariant(id !== undefined, `${step.address} has no id`);
  await applyChanges(work, place, id, step.changed, known.inputs);
  const nextId = typeof kind.id === 'string' ? id : (keyText(kind.id, kind, place.inputs) ?? id);
  const found = await becomeReady(work, place, nextId, kind.minutes?.update);
  await recordReady(work, place, found);
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
  await finishWith(work, place, found, [...new Set([...step.changed, ...later])], known.inputs);
}

export async function adoptResource(work: Work): Promise<void> {
  const { run, step, kind } = work;
  invariant(step.id !== undefined, `${step.address} has no id to adopt`);
  const inputs = wantedInputs(work);
  const place: Place = { kind, region: step.region, inputs };
  const before = run.session.state.resources[step.address];
  await run.session.set(step.address, {
    kind: kind.name,
    region: step.region,
    id: step.id,
    status: 'updating',
    generation: before?.generation ?? run.session.state.history[step.address]?.generation ?? 1,
    revision: before?.revision ?? 0,
    inputs: { ...inputs },
    tags: { ...step.tags },
    observed: {},
    outputs: {},
    dependencies: [...step.dependencies],
    adopted: step.isAdopted,
  });
  const [found] = await run.reader.find(
    place,
    { by: 'id', id: step.id },
    { since: run.context.clock.now(), signal: run.signal },
  );
  // Another account's resource shows nothing, and is used all the same.
  const seen: Found = found ?? { id: step.id, item: {}, isMarked: false };
  if (step.isAdopted) await recordReady(work, place, seen);
  else
    await finishWith(
      work,
      place,
      await becomeReady(work, place, step.id, kind.minutes?.update),
      step.changed,
      {},
    );
}

export async function deleteResource(work: Work): Promise<void> {
  const { run, step, kind } = work;
  const known = knownResource(work);
  const id = known.id ?? step.id;
  invariant(kind.delete !== undefined && id !== undefined, `${step.address} cannot be deleted`);
  await run.session.set(step.address, { ...known, id, status: 'deleting' });
  const minutes = kind.minutes?.delete ?? defaultMinutes;
  await mutate(run, {
    ...mutationBase(work, kind.delete, null),
    op: 'delete',
    parameters: deleteParameters(kind, id, known.inputs),
    attempt: 0,
    minutes,
  });
  work.onWaiting();
  const place: Place = { kind, region: known.region, inputs: known.inputs };
  await waitUntil(run, { place, id, until: 'gone', minutes, slot: work.slot, name: step.address });
  await run.session.set(step.address, null);
}

export async function forgetResource(work: Work): Promise<void> {
  await work.run.session.set(work.step.address, null);
}

/** The old resource steps aside under a name of its own, and is removed like anything the design does not want. */
export async function setAside(work: Work): Promise<void> {
  const { run, step } = work;
  await run.session.move(step.address, asideAddress(run, step.address));
}

export function asideAddress(run: Run, address: string): string {
  return `${address}#${String(run.session.state.resources[address]?.generation ?? 0)}`;
}

async function finishWith(
  work: Work,
  place: Place,
  found: Found,
  changed: readonly string[],
  asked: Inputs,
): Promise<void> {
  if (changed.length === 0) {
    await recordReady(work, place, found);
    return;
  }
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
  await applyChanges(work, place, found.id, still, asked);
  await recordReady(work, place, await becomeReady(work, place, found.id, place.kind.minutes?.update));
}

async function applyChanges(
  work: Work,
  place: Place,
  id: string,
  changed: readonly string[],
  asked: Inputs,
): Promise<void> {
  const { run, step, kind } = work;
  const known = knownResource(work);
  await run.session.set(step.address, {
    ...known,
    id,
    status: known.status === 'creating' ? 'creating' : 'updating',
    inputs: { ...place.inputs },
    tags: { ...step.tags },
    dependencies: [...step.dependencies],
  });
  const minutes = kind.minutes?.update ?? defaultMinutes;
  for (const call of callsFor(kind, changed)) {
    await mutate(run, {
      ...mutationBase(work, call, knownResource(work)),
      op: 'update',
      parameters: updateParameters(kind, call, { id, asked, wanted: place.inputs, changed }),
      attempt: 0,
      minutes,
    });
    work.onWaiting();
    await waitUntil(run, {
      place,
      id: idAfter(place, id),
      until: 'ready',
      minutes,
      slot: work.slot,
      name: step.address,
    });
  }
  await changeTags(work, id, changed, known.tags);
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
  const set = Object.fromEntries(Object.entries(step.tags).filter(([name]) => names.includes(name)));
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

function callsFor(kind: Kind, changed: readonly string[]): readonly UpdateCall[] {
  return (kind.updates ?? []).filter((call) => call.properties.some((name) => changed.includes(name)));
}

async function becomeReady(
  work: Work,
  place: Place,
  id: string,
  minutes: number | undefined,
): Promise<Found> {
  work.onWaiting();
  // People may take weeks; the step ends as soon as the thing can be seen.
  const asked: Place =
    place.kind.people === undefined ? place : { ...place, kind: withoutStatus(place.kind) };
  const found = await waitUntil(work.run, {
    place: asked,
    id,
    until: 'ready',
    minutes: minutes ?? defaultMinutes,
    slot: work.slot,
    name: work.step.address,
  });
  invariant(found !== undefined, 'what is ready is there');
  return found;
}

function withoutStatus(kind: Kind): Kind {
  return Object.fromEntries(Object.entries(kind).filter(([name]) => name !== 'status')) as unknown as Kind;
}

async function recordReady(work: Work, place: Place, found: Found): Promise<void> {
  const { run, step, kind } = work;
  const known = knownResource(work);
  const now = run.context.clock.now();
  const outputs = await readOutputs(run.reader, place, found, { since: now, signal: run.signal });
  const observed = observe(kind, found.item, found.id);
  const progress = Object.fromEntries(
    Object.keys(kind.people?.ready ?? {}).flatMap((field): [string, string][] => {
      const value = textOf(found.item[field]);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  await run.session.set(step.address, {
    ...known,
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

function mutationBase(
  work: Work,
  call: Call,
  resource: ResourceState | null,
): Pick<Mutation, 'address' | 'kind' | 'call' | 'region' | 'resource' | 'generation' | 'revision' | 'slot'> {
  const known = work.run.session.state.resources[work.step.address] ?? resource;
  return {
    address: work.step.address,
    kind: work.kind,
    call,
    region: work.step.region,
    resource,
    generation: known?.generation ?? resource?.generation ?? 1,
    revision: known?.revision ?? 0,
    slot: work.slot,
  };
}

/** By our tags, or by its natural key; several hits are nobody's to choose from. */
async function findCreated(run: Run, place: Place, address: string): Promise<string | undefined> {
  const found = await run.reader.find(
    place,
    { by: 'key', address },
    { since: run.context.clock.now(), signal: run.signal },
  );
  const own = place.kind.tags === undefined ? found : found.filter((each) => each.isMarked);
  const taken = new Set(
    Object.entries(run.session.state.resources)
      .filter(([other, resource]) => other !== address && resource.kind === place.kind.name)
      .map(([, resource]) => resource.id),
  );
  // One with other values that cannot be changed is somebody else's: it was not made by our call.
  const free = own.filter((each) => !taken.has(each.id) && isAlike(place, each));
  if (free.length > 1) {
    throw new EngineError(
      'undecided',
      `${address} could be any of ${free.map((each) => each.id).join(', ')}; delete all but one`,
    );
  }
  return free[0]?.id;
}

function isAlike(place: Place, found: Found): boolean {
  const seen = observe(place.kind, found.item, found.id).values;
  const open = differences(place.kind, { wanted: place.inputs, unknown: [], asked: {}, seen });
  return open.every((each) => place.kind.properties[each.attribute]?.immutable !== true);
}

function wantedInputs(work: Work): Inputs {
  const inputs = resolveInputs(work.step.inputs, stateLookup(work.run));
  if (inputs === undefined) {
    throw new EngineError('failed', `${work.step.address} refers to something that does not exist yet`);
  }
  return inputs;
}

function knownResource(work: Work): ResourceState {
  const known = work.run.session.state.resources[work.step.address];
  invariant(known !== undefined, `${work.step.address} is not in the state`);
  return known;
}

function idAfter(place: Place, id: string): string {
  return typeof place.kind.id === 'string' ? id : (keyText(place.kind.id, place.kind, place.inputs) ?? id);
}
