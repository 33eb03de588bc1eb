/** What is known of a stack: the newest snapshot, and on top of it what the journals say. */
import type { CloudContext } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import { invariant } from '../invariant.ts';
import { parseJournal, type Intent } from './journal.ts';
import { pollMs } from '../client/patience.ts';
import { replay } from './replay.ts';
import { checkState, emptyState, parseState, type State } from './state.ts';
import { readJournals } from '../store/journals.ts';
import { storedSnapshots, type StoredSnapshot } from '../store/snapshots.ts';

export interface Stack {
  readonly state: State;
  /** Calls of which nobody knows whether they happened, in the order in which they were to be sent. */
  readonly unresolved: readonly Intent[];
  /** Names of the journals that this was read from. */
  readonly journals: readonly string[];
  /** Whoever saves takes a higher serial: records of a journal belong on top of the state that was to have this one. */
  readonly announced: number;
}

/** Changes nothing. Rejects with an `EngineError` when what is there is not wholly sound. */
export async function readStack(context: CloudContext): Promise<Stack> {
  const { files } = context;
  const snapshot = await newestState(context);
  const journals = await readJournals(files);
  const records = journals.flatMap(({ text, name }) => parseJournal(text, `${files.place}, ${name}`));
  const { state, unresolved, announced } = replay(snapshot, records);
  checkState(state, files.place);
  return { state, unresolved, journals: journals.map(({ name }) => name), announced };
}

/** So often another run may save a newer state and let go of the one that was listed, or a list of objects may lag. */
const looksForState = 20;

async function newestState(context: CloudContext): Promise<State> {
  for (let look = 0; look < looksForState; look += 1) {
    const [newest, ...older] = await storedSnapshots(context.files);
    if (newest === undefined) return emptyState(context.stack);
    const text = await context.files.read(newest.name);
    if (text !== undefined) return soundState(context, newest, text, older);
    await context.clock.sleep(pollMs(context, look));
  }
  throw new EngineError('state', `the state in ${context.files.place} keeps changing; try again`);
}

/** Never repairs by itself: names the newest backup that is sound, and leaves every file as it is. */
async function soundState(
  context: CloudContext,
  newest: StoredSnapshot,
  text: string,
  older: readonly StoredSnapshot[],
): Promise<State> {
  const { place } = context.files;
  try {
    const state = parseState(text, `${place}, ${newest.name}`);
    if (state.serial !== newest.serial)
      throw new EngineError('state', `${newest.name} holds the state ${state.serial}`);
    if (state.stack === context.stack) return state;
    throw new EngineError(
      'state',
      `the state in ${place} belongs to '${state.stack}', not to '${context.stack}'`,
    );
  } catch (error) {
    invariant(error instanceof Error, 'errors are errors');
    throw new EngineError('state', `${error.message}. ${await adviceFor(context, newest, older)}`, {
      cause: error,
    });
  }
}

async function adviceFor(
  context: CloudContext,
  newest: StoredSnapshot,
  older: readonly StoredSnapshot[],
): Promise<string> {
  for (const snapshot of older) {
    const text = await context.files.read(snapshot.name);
    if (text !== undefined && isSound(text, snapshot.name))
      return `The newest sound one is ${snapshot.name}: move ${newest.name} away to go back to it`;
  }
  return `There is no older one: put a backup of it back. Without one, move ${newest.name} away; what was imported is then imported once more, into another file (hcnet import OTHER.hcnet --name ${context.stack}), and the next plan finds what carries the tags of this stack`;
}

function isSound(text: string, name: string): boolean {
  try {
    parseState(text, name);
    return true;
  } catch {
    // A damaged backup is no help; an older one may be.
    return false;
  }
}
