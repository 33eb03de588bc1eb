/** Effective state = snapshot + journal. */
import type { Intent, JournalRecord } from './journal.ts';
import { isWithin } from '../design/renames.ts';
import type { State } from './state.ts';

export interface Replayed {
  readonly state: State;
  /** Calls of which nobody knows whether they happened, in the order in which they were sent. */
  readonly unresolved: readonly Intent[];
  /** How many records were taken on top of the snapshot. */
  readonly applied: number;
  /** The highest serial under which a state was to be saved; 0 when the journals know of none. */
  readonly announced: number;
}

/**
 * Replaying twice is the same as once. A checkpoint record is on disk before its snapshot is: records behind it
 * belong on top of that snapshot, records before it are in there.
 */
export function replay(snapshot: State, records: readonly JournalRecord[]): Replayed {
  const state: State = {
    ...snapshot,
    resources: { ...snapshot.resources },
    history: { ...snapshot.history },
  };
  const open = new Map<string, Intent>();
  let isOnTop = false;
  let applied = 0;
  let announced = 0;
  for (const record of records) {
    if (record.type === 'run') isOnTop = continues(snapshot, record);
    if (record.type === 'checkpoint') announced = Math.max(announced, record.serial);
    if (record.type === 'checkpoint' && record.serial <= snapshot.serial)
      isOnTop = record.serial === snapshot.serial;
    // Open calls count wherever they stand: a snapshot knows the resource, not that its call is unanswered.
    const intent = record.type === 'outcome' ? open.get(record.intent) : undefined;
    if (record.type === 'intent') open.set(record.id, record);
    if (record.type === 'outcome') open.delete(record.intent);
    if (!isOnTop) continue;
    applied += 1;
    take(state, intent, record);
  }
  return { state, unresolved: [...open.values()], applied, announced };
}

/** A journal whose snapshot was lost tells which calls are open, and nothing that one could build on. */
function continues(snapshot: State, run: JournalRecord & { readonly type: 'run' }): boolean {
  return run.serial === snapshot.serial && snapshot.lineage === run.lineage;
}

function take(state: State, intent: Intent | undefined, record: JournalRecord): void {
  switch (record.type) {
    case 'run':
      state.lineage = record.lineage;
      state.target = record.target;
      if (record.account !== undefined) state.account = record.account;
      return;
    case 'intent':
      if (record.op === 'create' && record.resource !== null)
        state.resources[record.address] = record.resource;
      return;
    case 'outcome':
      if (intent !== undefined) applyOutcome(state, intent, record);
      return;
    case 'resource':
      if (record.resource === null) forget(state, record.address);
      else state.resources[record.address] = record.resource;
      return;
    case 'moved':
      move(state, record.from, record.to);
      return;
    case 'renamed':
      rename(state, record.from, record.to);
      return;
    case 'left-out':
      leaveOut(state, record.addresses);
      return;
    case 'imported':
      takeIn(state, record);
      return;
    case 'checkpoint':
      return;
  }
}

/** The effect of an answered call on what is known; the same while running and in replay. */
export function applyOutcome(
  state: State,
  intent: Intent,
  outcome: Pick<JournalRecord & { readonly type: 'outcome' }, 'ok' | 'never' | 'id' | 'at'>,
): void {
  if (intent.op !== 'create') {
    // A change of what tells it apart is a move; all others are written down when the cloud shows them.
    const hasMoved = intent.op === 'update' && outcome.ok;
    // A deletion that never happened leaves it as it was.
    const isKept = intent.op === 'delete' && outcome.never === true;
    const known = state.resources[intent.address] ?? null;
    const resource = hasMoved || isKept ? (intent.resource ?? known) : known;
    // Refused or not, the token is used up.
    if (resource !== null) state.resources[intent.address] = { ...resource, revision: intent.revision + 1 };
    return;
  }
  if (!outcome.ok) {
    Reflect.deleteProperty(state.resources, intent.address);
    if (outcome.never === true) return;
    // The next creation is a new one and needs a new token.
    state.history[intent.address] = { generation: intent.generation, attempt: intent.attempt + 1 };
    return;
  }
  if (intent.resource === null) return;
  const id = outcome.id ?? intent.resource.id;
  state.resources[intent.address] = {
    ...intent.resource,
    ...(id === undefined ? {} : { id }),
    ...(outcome.at === undefined ? {} : { madeAt: outcome.at }),
    revision: intent.revision + 1,
  };
}

/** Empties an address, and remembers that it was used: its next resource must not get the old one's token. */
export function forget(state: State, address: string): void {
  const resource = state.resources[address];
  if (resource === undefined) return;
  state.history[address] = { generation: resource.generation + 1, attempt: 0 };
  for (const [name, other] of Object.entries(state.resources)) {
    if (!other.dependencies.includes(address)) continue;
    const dependencies = other.dependencies.filter((dependency) => dependency !== address);
    state.resources[name] = { ...other, dependencies };
  }
  Reflect.deleteProperty(state.resources, address);
}

/** The address is free for the next generation; what depends on it will depend on that. */
export function move(state: State, from: string, to: string): void {
  const resource = state.resources[from];
  if (resource === undefined) return;
  state.resources[to] = resource;
  state.history[from] = { generation: resource.generation + 1, attempt: 0 };
  Reflect.deleteProperty(state.resources, from);
}

/** The resource goes on under another address, for all that stands on it too. */
export function rename(state: State, from: string, to: string): void {
  move(state, from, to);
  const resource = state.resources[to];
  if (resource === undefined) return;
  const former = state.history[to];
  Reflect.deleteProperty(state.history, to);
  // Whatever had the address before used up the tokens of its generations.
  if (former !== undefined && former.generation > resource.generation)
    state.resources[to] = { ...resource, generation: former.generation };
  for (const [address, other] of Object.entries(state.resources)) {
    if (!other.dependencies.includes(from)) continue;
    const dependencies = other.dependencies.map((need) => (need === from ? to : need));
    state.resources[address] = { ...other, dependencies: [...new Set(dependencies)].sort() };
  }
  const left = state.leftOut?.map((address) =>
    isWithin(address, from) ? `${to}${address.slice(from.length)}` : address,
  );
  if (left !== undefined) leaveOut(state, left);
}

/** What an import found, and what it did not. */
export function takeIn(
  state: State,
  { resources, leftOut }: Pick<JournalRecord & { readonly type: 'imported' }, 'resources' | 'leftOut'>,
): void {
  Object.assign(state.resources, resources);
  leaveOut(state, leftOut);
}

/** What the text implies and is not made, from now on. */
export function leaveOut(state: State, addresses: readonly string[]): void {
  if (addresses.length === 0) Reflect.deleteProperty(state, 'leftOut');
  else state.leftOut = [...new Set(addresses)].sort();
}
