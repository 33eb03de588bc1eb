/** The state of one stack while a run changes it: journalled at once, saved now and then, locked throughout. */
import type { CloudContext } from './context.ts';
import { EngineError } from './engine-error.ts';
import { invariant } from './invariant.ts';
import {
  journalFile,
  openJournal,
  parseJournal,
  type Intent,
  type Journal,
  type JournalRecord,
} from './journal.ts';
import { takeLock, type Lock } from './lock.ts';
import { applyOutcome, forget, move, replay, type Replayed } from './replay.ts';
import { checkState, emptyState, formatState, parseState, type ResourceState, type State } from './state.ts';

export const stateFile = 'state.json';
const backupPrefix = 'state.json.backup.';
const keptBackups = 10;

/** Changes between two saved snapshots; the journal holds what is newer. */
const changesPerSnapshot = 25;

export interface Session {
  /** Kept current; only the session changes it. */
  readonly state: State;
  readonly unresolved: readonly Intent[];
  /** Puts on disk what is about to be sent. */
  readonly intend: (intent: Omit<Intent, 'type' | 'seq'>) => Promise<Intent>;
  readonly settle: (intent: Intent, outcome: Outcome) => Promise<void>;
  readonly set: (address: string, resource: ResourceState | null) => Promise<void>;
  readonly move: (from: string, to: string) => Promise<void>;
  /** Rejects when the lock is lost. */
  readonly fence: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Outcome = Omit<Extract<JournalRecord, { readonly type: 'outcome' }>, 'type' | 'seq'>;

/** What is known, read only. */
export async function readStack(context: CloudContext): Promise<Replayed> {
  const { store } = context;
  const text = await store.read(stateFile);
  const snapshot = text === undefined ? emptyState(context.stack) : await soundState(context, text);
  const journal = await store.read(journalFile);
  const replayed = replay(snapshot, journal === undefined ? [] : parseJournal(journal, store.place));
  checkState(replayed.state, store.place);
  return replayed;
}

export async function openSession(
  context: CloudContext,
  run: { readonly operation: string; readonly account: string },
): Promise<Session> {
  const lock = await takeLock(context, run.operation);
  try {
    return await begin(context, run, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function begin(
  context: CloudContext,
  run: { readonly operation: string; readonly account: string },
  lock: Lock,
): Promise<Session> {
  const { state, unresolved } = await readStack(context);
  if (state.lineage === '') state.lineage = context.random.uuid();
  state.account ??= run.account;
  state.target ??= context.target;
  const journal = openJournal(context.store);
  if (unresolved.length === 0) {
    await save(context, state);
    await context.store.remove(journalFile);
  }
  await journal.append({
    type: 'run',
    run: context.random.uuid(),
    lineage: state.lineage,
    serial: state.serial,
    account: state.account,
    target: state.target,
  });
  return session(context, { state, unresolved, journal, lock });
}

interface Parts {
  readonly state: State;
  readonly unresolved: readonly Intent[];
  readonly journal: Journal;
  readonly lock: Lock;
}

function session(context: CloudContext, parts: Parts): Session {
  const { state, journal, lock } = parts;
  let seq = Math.max(0, ...parts.unresolved.map((intent) => intent.seq));
  const open = new Set(parts.unresolved.map((intent) => intent.seq));
  let changes = 0;
  let saving: Promise<void> = Promise.resolve();
  const changed = async (): Promise<void> => {
    changes += 1;
    if (changes < changesPerSnapshot) return;
    changes = 0;
    saving = saving.then(() => checkpoint(context, state, journal));
    await saving;
  };
  return {
    state,
    unresolved: parts.unresolved,
    intend: async (facts) => {
      seq += 1;
      const intent: Intent = { type: 'intent', seq, ...facts };
      // Before the append, so that a snapshot taken meanwhile and the journal agree.
      if (intent.op === 'create' && intent.resource !== null)
        state.resources[intent.address] = intent.resource;
      open.add(seq);
      await journal.append(intent);
      return intent;
    },
    settle: async (intent, outcome) => {
      applyOutcome(state, intent, outcome);
      open.delete(intent.seq);
      await journal.append({ type: 'outcome', seq: intent.seq, ...outcome });
      await changed();
    },
    set: async (address, resource) => {
      if (resource === null) forget(state, address);
      else state.resources[address] = resource;
      await journal.append({ type: 'resource', address, resource });
      await changed();
    },
    move: async (from, to) => {
      move(state, from, to);
      await journal.append({ type: 'moved', from, to });
      await changed();
    },
    fence: lock.check,
    close: async () => {
      try {
        await saving;
        await checkpoint(context, state, journal);
        await keepBackup(context, state);
        // Unanswered calls are known to the journal alone.
        if (open.size === 0) await context.store.remove(journalFile);
      } finally {
        await lock.release();
      }
    },
  };
}

/** The record goes first: whatever is journalled behind it belongs on top of the snapshot. */
async function checkpoint(context: CloudContext, state: State, journal: Journal): Promise<void> {
  const serial = state.serial + 1;
  const snapshot = structuredClone({ ...state, serial });
  state.serial = serial;
  await journal.append({ type: 'checkpoint', serial });
  await write(context, snapshot);
}

async function save(context: CloudContext, state: State): Promise<void> {
  state.serial += 1;
  await write(context, state);
}

async function write(context: CloudContext, state: State): Promise<void> {
  checkState(state, context.store.place);
  await context.store.write(stateFile, formatState(state));
}

/** A copy of what each of the last runs left; the snapshots within a run must not push older ones out. */
async function keepBackup({ store }: CloudContext, state: State): Promise<void> {
  await store.write(`${backupPrefix}${state.serial}`, formatState(state));
  const backups = (await store.list()).filter((name) => name.startsWith(backupPrefix));
  const old = backups.sort((a, b) => serialOf(a) - serialOf(b)).slice(0, -keptBackups);
  for (const name of old) await store.remove(name);
}

function serialOf(name: string): number {
  return Number(name.slice(backupPrefix.length));
}

/** Never repairs by itself: names the newest backup that is sound, and leaves every file as it is. */
async function soundState(context: CloudContext, text: string): Promise<State> {
  try {
    const state = parseState(text, context.store.place);
    if (state.stack !== context.stack) {
      throw new EngineError(
        'state',
        `the state in ${context.store.place} belongs to '${state.stack}', not to '${context.stack}'`,
      );
    }
    return state;
  } catch (error) {
    invariant(error instanceof Error, 'errors are errors');
    const backup = await newestBackup(context);
    const advice =
      backup === undefined
        ? 'There is no backup; move the folder away, and the next plan finds what carries the tags of this stack'
        : `The newest sound backup is ${backup}: copy it over ${stateFile}`;
    throw new EngineError('state', `${error.message}. ${advice}`, { cause: error });
  }
}

async function newestBackup(context: CloudContext): Promise<string | undefined> {
  const names = (await context.store.list()).filter((name) => name.startsWith(backupPrefix));
  for (const name of names.sort((a, b) => serialOf(b) - serialOf(a))) {
    const text = await context.store.read(name);
    try {
      if (text !== undefined) {
        parseState(text, context.store.place);
        return name;
      }
    } catch {
      // A damaged backup is no help; an older one may be.
    }
  }
  return undefined;
}
