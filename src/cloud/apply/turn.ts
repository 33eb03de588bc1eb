/** Nobody takes a way away before those that have to carry the traffic meanwhile do so. */
import { timingOf } from '../client/patience.ts';
import { EngineError } from '../engine-error.ts';
import { observe, type Session } from '../look/observe.ts';
import type { Turn } from '../plan/plan.ts';
import { ownerOf } from '../plan/session-states.ts';
import { defaultMinutes } from '../timing.ts';
import type { Work } from './converge.ts';

/** The turns of one run: what has begun to go is not stopped half way. */
export type Turns = Map<string, Promise<Down | undefined>>;

/** A session that has to be up and is not. */
interface Down {
  readonly address: string;
  /** `undefined` when it is not there. */
  readonly session: Session | undefined;
}

/** Rejects when a session that has to be up is still down after some minutes. */
export async function awaitTurn(turns: Turns, work: Work): Promise<void> {
  const { turn } = work.step;
  if (turn === undefined || turn.countsOn.length === 0) return;
  const known = turns.get(turn.name);
  const gate = known ?? untilCarried(work, turn);
  turns.set(turn.name, gate);
  // Whoever waits for what another one finds out is not busy itself.
  const down = await (known === undefined ? gate : work.slot.pause(() => known));
  // All steps of a turn share what was found, and each is left as it is for that.
  if (down !== undefined) throw notCarried(work, down);
}

/** What is still down after all that time; `undefined` when nothing is. */
async function untilCarried(work: Work, { countsOn, after }: Turn): Promise<Down | undefined> {
  const { clock } = work.run.context;
  const { holdMs, deadlineFactor } = timingOf(work.run.context);
  const until = clock.now() + defaultMinutes * 60_000 * deadlineFactor;
  const down = await untilUp(work, countsOn, until);
  if (down !== undefined) return down;
  // One that was changed may be called up until its hold time is over.
  const changed = new Set(after.map(ownerOf));
  const doubtful = countsOn.filter((address) => changed.has(ownerOf(address)));
  if (doubtful.length === 0) return undefined;
  work.onWaiting();
  await work.slot.pause(() => clock.sleep(holdMs, work.run.signal));
  return untilUp(work, doubtful, until + holdMs);
}

/** All of them at one time. */
async function untilUp(work: Work, addresses: readonly string[], until: number): Promise<Down | undefined> {
  const { context, signal, paces } = work.run;
  const { clock } = context;
  const begun = clock.now();
  for (;;) {
    signal?.throwIfAborted();
    const down = await downAmong(work, addresses);
    if (down === undefined || clock.now() >= until) return down;
    work.onWaiting();
    await work.slot.pause(() => clock.sleep(paces.pause('session up', clock.now() - begun), signal));
  }
}

async function downAmong(work: Work, addresses: readonly string[]): Promise<Down | undefined> {
  const looks = addresses.map(async (address) => ({ address, session: await sessionAt(work, address) }));
  return (await Promise.all(looks)).find(({ session }) => session?.is !== 'up');
}

/** `undefined` when it is not there. */
async function sessionAt({ run, slot }: Work, address: string): Promise<Session | undefined> {
  const known = run.session.state.resources[address];
  const kind = known === undefined ? undefined : run.kinds.get(known.kind);
  if (known?.id === undefined || kind === undefined) return undefined;
  const { id, region, inputs } = known;
  const [found] = await run.reader.find(
    { kind, region, inputs },
    { by: 'id', id },
    { since: run.context.clock.now(), urgency: slot.urgency, signal: run.signal },
  );
  return found === undefined ? undefined : observe(kind, found.item, id).session;
}

function notCarried({ step }: Work, { address, session }: Down): EngineError {
  const is = session === undefined ? 'is not there' : `is '${session.says}'`;
  return new EngineError(
    'timeout',
    `${step.address} is left as it is: ${address} ${is} after ${defaultMinutes} minutes, and has to carry the traffic meanwhile; see to its other end, then run apply again`,
  );
}
