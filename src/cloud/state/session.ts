/** The state of one stack while a run changes it: journalled at once, saved now and then, locked throughout. */
import type { CloudContext } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import { formatRecord, type Intent, type JournalRecord } from './journal.ts';
import { takeLock, type Lock } from './lock.ts';
import { pass } from '../milestones.ts';
import { applyOutcome, forget, leaveOut, move, rename, takeIn } from './replay.ts';
import { openKeeper, type Keeper } from './keeper.ts';
import { readStack, type Stack } from './stack.ts';
import type { ResourceState, State } from './state.ts';
import { beginJournal, type JournalWriter } from '../store/journals.ts';

/** Bytes that one step writes into the journal, at most: intent, outcome and resource of each of a few calls. */
const bytesPerStep = 8 * 1024;
const bytesAtLeast = 1024 * 1024;

export interface Session {
  /** Kept current; only the session changes it. */
  readonly state: State;
  /** Calls of earlier runs of which nobody knows whether they happened. */
  readonly unresolved: readonly Intent[];
  /** Makes sure that the disk takes what so many steps will write. */
  readonly reserve: (steps: number) => Promise<void>;
  /** Puts on disk what is about to be sent. */
  readonly intend: (intent: Omit<Intent, 'type' | 'id'>) => Promise<Intent>;
  readonly settle: (intent: Intent, outcome: Outcome) => Promise<void>;
  /** Whether nobody knows yet what became of the call. */
  readonly isOpen: (intent: Intent) => boolean;
  readonly set: (address: string, resource: ResourceState | null) => Promise<void>;
  readonly move: (from: string, to: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** These addresses are not made, although the text implies them; no others are left out. */
  readonly leaveOut: (addresses: readonly string[]) => Promise<void>;
  /** All at once: these resources are there, and these addresses are not made, although the text implies them. */
  readonly takeIn: (
    resources: Readonly<Record<string, ResourceState>>,
    leftOut: readonly string[],
  ) => Promise<void>;
  /** Rejects when the lock is lost, or when something could not be written down: then nothing more may be sent. */
  readonly fence: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Outcome = Omit<Extract<JournalRecord, { readonly type: 'outcome' }>, 'type' | 'intent'>;

export async function openSession(
  context: CloudContext,
  run: { readonly operation: string; readonly account: string | undefined },
): Promise<Session> {
  const lock = await takeLock(context, run.operation);
  pass(context, 'locked');
  try {
    return await begin(context, run, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function begin(
  context: CloudContext,
  run: { readonly operation: string; readonly account: string | undefined },
  lock: Lock,
): Promise<Session> {
  const stack = await readStack(context);
  const { state } = stack;
  if (state.lineage === '') state.lineage = context.random.uuid();
  if (run.account !== undefined) state.account ??= run.account;
  state.target ??= context.target;
  const keeper = await openKeeper(context, stack);
  if (stack.unresolved.length === 0) await keeper.dropJournals(stack.journals);
  const journal = beginJournal(context.files, state.serial);
  await journal.reserve(bytesAtLeast);
  await journal.append(
    formatRecord({
      type: 'run',
      serial: state.serial,
      lineage: state.lineage,
      account: state.account,
      target: state.target,
    }),
  );
  pass(context, 'run-recorded');
  return session(context, { stack, journal, keeper, lock });
}

interface Parts {
  readonly stack: Stack;
  readonly journal: JournalWriter;
  readonly keeper: Keeper;
  readonly lock: Lock;
}

function session(context: CloudContext, { stack, journal, keeper, lock }: Parts): Session {
  const { state, unresolved } = stack;
  const run = state.serial;
  const open = new Set(unresolved.map((intent) => intent.id));
  let intents = 0;
  /** Why nothing more may be sent: each step that is still to begin is told so at once. */
  let unwritten: unknown;
  const kept = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      unwritten ??= error;
      throw notWritten(context, error);
    }
  };
  const write = (record: JournalRecord): Promise<void> => kept(journal.append(formatRecord(record)));
  const changed = (): Promise<void> => kept(keeper.changed(write));
  return {
    state,
    unresolved,
    reserve: (steps) => journal.reserve(Math.max(bytesAtLeast, steps * bytesPerStep)),
    intend: async (facts) => {
      intents += 1;
      const intent: Intent = { type: 'intent', id: `${run}.${intents}`, ...facts };
      pass(context, 'intent-made');
      // Before the append, so that a snapshot taken meanwhile and the journal agree.
      if (intent.op === 'create' && intent.resource !== null)
        state.resources[intent.address] = intent.resource;
      open.add(intent.id);
      await write(intent);
      pass(context, 'intent-recorded');
      return intent;
    },
    settle: async (intent, outcome) => {
      pass(context, 'answered');
      applyOutcome(state, intent, outcome);
      open.delete(intent.id);
      await write({ type: 'outcome', intent: intent.id, ...outcome });
      pass(context, 'outcome-recorded');
      await changed();
    },
    isOpen: (intent) => open.has(intent.id),
    set: async (address, resource) => {
      if (resource === null) forget(state, address);
      else state.resources[address] = resource;
      await write({ type: 'resource', address, resource });
      pass(context, 'resource-recorded');
      await changed();
    },
    move: async (from, to) => {
      move(state, from, to);
      await write({ type: 'moved', from, to });
      pass(context, 'move-recorded');
      await changed();
    },
    rename: async (from, to) => {
      rename(state, from, to);
      await write({ type: 'renamed', from, to });
      pass(context, 'move-recorded');
      await changed();
    },
    leaveOut: async (addresses) => {
      leaveOut(state, addresses);
      await write({ type: 'left-out', addresses });
      pass(context, 'resource-recorded');
      await changed();
    },
    takeIn: async (resources, leftOut) => {
      takeIn(state, { resources, leftOut });
      await write({ type: 'imported', resources, leftOut });
      pass(context, 'resource-recorded');
      await changed();
    },
    fence: async () => {
      if (unwritten !== undefined) throw notWritten(context, unwritten);
      await kept(stillHeld(context, lock));
    },
    close: async () => {
      pass(context, 'run-over');
      try {
        await keeper.finish(write);
        await journal.close();
        // Calls without an answer are known to the journals alone.
        if (open.size === 0) await keeper.dropJournals([...stack.journals, journal.name]);
      } finally {
        await lock.release();
        pass(context, 'unlocked');
      }
    },
  };
}

/** A check that took so long proves little: the machine may have slept, and somebody may have freed the lock. */
const freshMs = 5_000;
const mostChecks = 10;

async function stillHeld({ clock, files }: CloudContext, lock: Lock): Promise<void> {
  for (let check = 0; check < mostChecks; check += 1) {
    const begun = clock.now();
    await lock.check();
    if (clock.now() - begun < freshMs) return;
  }
  throw new EngineError('store', `looking at the lock in ${files.place} takes more than ${freshMs / 1000} s`);
}

function notWritten({ files }: CloudContext, cause: unknown): EngineError {
  if (cause instanceof EngineError && cause.code !== 'store') return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EngineError(
    'journal',
    `the state in ${files.place} cannot be written or checked (${why}); nothing more is sent. Mend that, then run apply again: it goes on from here`,
    { cause },
  );
}
