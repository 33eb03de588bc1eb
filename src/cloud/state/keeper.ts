/** Saves the state of a running session now and then, and at its end. */
import type { CloudContext } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import type { JournalRecord } from './journal.ts';
import { pass } from '../milestones.ts';
import type { Stack } from './stack.ts';
import { checkState, formatState } from './state.ts';
import { dropSnapshot, saveSnapshot, storedSnapshots } from '../store/snapshots.ts';

/** Changes, or time, between two saved states; the journal holds what is newer. A large state is saved less often. */
const leastChanges = 25;
const changesPerResource = 1 / 4;
const snapshotEveryMs = 10_000;

/** What earlier runs left, for whoever wants to go back. */
const keptSnapshots = 11;

export interface Keeper {
  /** Counts a change; saves when it is time. */
  readonly changed: (write: Write) => Promise<void>;
  /** Saves the last state of the run. */
  readonly finish: (write: Write) => Promise<void>;
  readonly dropJournals: (names: readonly string[]) => Promise<void>;
}

type Write = (record: JournalRecord) => Promise<void>;

/** Saves at once: a serial of its own, before anything is sent, stops one of two that hold the lock by mistake. */
export async function openKeeper(context: CloudContext, { state, announced }: Stack): Promise<Keeper> {
  let changes = 0;
  let last = context.clock.now();
  /** The last one that this run has saved; the next one takes its place. */
  let own: number | undefined;
  let saving: Promise<void> = Promise.resolve();

  const save = async (write?: Write): Promise<void> => {
    state.serial += 1;
    const { serial } = state;
    checkState(state, context.files.place);
    const text = formatState(state);
    // The record goes first: whatever is journalled behind it belongs on top of this state.
    await write?.({ type: 'checkpoint', serial });
    pass(context, 'snapshot-announced');
    if (!(await saveSnapshot(context.files, serial, text))) throw lostRace(context, serial);
    pass(context, 'snapshot-kept');
    if (own !== undefined) await dropSnapshot(context.files, own);
    own = serial;
  };

  state.serial = Math.max(state.serial, announced);
  await save();
  return {
    changed: async (write) => {
      changes += 1;
      const enough = Math.max(leastChanges, Object.keys(state.resources).length * changesPerResource);
      if (changes < enough && context.clock.now() - last < snapshotEveryMs) return;
      changes = 0;
      last = context.clock.now();
      saving = saving.then(() => save(write));
      await saving;
    },
    finish: async (write) => {
      try {
        await saving;
        await save(write);
      } catch (error) {
        // Whoever else saved a state of this number has the one that counts.
        const isOvertaken = error instanceof EngineError && error.code === 'locked';
        if (!isOvertaken) await rescued(context, state);
        throw error;
      }
      await dropOld(context);
    },
    dropJournals: async (names) => {
      for (const name of names) await context.files.remove(name);
      pass(context, 'journals-dropped');
    },
  };
}

/** The disk may be full everywhere; then the failure that led here is still the one to tell. */
async function rescued({ rescue, logger }: CloudContext, state: Stack['state']): Promise<void> {
  try {
    await rescue?.(state.serial, formatState(state));
  } catch (error) {
    logger.warn(`the state could not be kept anywhere else either: ${String(error)}`);
  }
}

async function dropOld({ files }: CloudContext): Promise<void> {
  for (const { serial } of (await storedSnapshots(files)).slice(keptSnapshots))
    await dropSnapshot(files, serial);
}

function lostRace({ files }: CloudContext, serial: number): EngineError {
  return new EngineError(
    'locked',
    `somebody else has saved state ${serial} in ${files.place} meanwhile; nothing more is sent. Run apply again: it goes on from what is there`,
  );
}
