/** Nobody takes a way away before the one that took its turn before carries traffic again. */
import { timingOf } from '../client/patience.ts';
import { EngineError } from '../engine-error.ts';
import { observe } from '../look/observe.ts';
import { defaultMinutes } from '../timing.ts';
import type { Kind } from '../kind.ts';
import { ownerOf } from '../plan/down.ts';
import type { ResourceState } from '../state/state.ts';
import type { Work } from './converge.ts';

/** Rejects when one of those before is still down after some minutes. */
export async function awaitTurn(work: Work): Promise<void> {
  const owners = new Set((work.step.turnAfter ?? []).map(ownerOf));
  for (const owner of owners) await untilUp(work, owner);
}

async function untilUp(work: Work, owner: string): Promise<void> {
  const { context, signal, paces } = work.run;
  const { clock } = context;
  const begun = clock.now();
  const until = begun + defaultMinutes * 60_000 * timingOf(context).deadlineFactor;
  for (;;) {
    signal?.throwIfAborted();
    const down = await downIn(work, owner);
    if (down === undefined) return;
    if (clock.now() >= until) throw stillDown(work, down);
    work.onWaiting();
    await work.slot.pause(() => clock.sleep(paces.pause(`${owner} up`, clock.now() - begun), signal));
  }
}

interface Down {
  readonly address: string;
  /** What it says while nothing gets through. */
  readonly says: string;
}

/** The last of its sessions when all are down; `undefined` when one is up, or nothing of it tells. */
async function downIn(work: Work, owner: string): Promise<Down | undefined> {
  let last: Down | undefined;
  for (const [address, known] of Object.entries(work.run.session.state.resources)) {
    const kind = work.run.kinds.get(known.kind);
    if (ownerOf(address) !== owner || kind?.carries?.down === undefined) continue;
    const says = await saysAt(work, kind, known);
    if (says === undefined) return undefined;
    last = { address, says };
  }
  return last;
}

async function saysAt({ run, slot }: Work, kind: Kind, known: ResourceState): Promise<string | undefined> {
  const { id, region, inputs } = known;
  if (id === undefined) return 'not there';
  const [found] = await run.reader.find(
    { kind, region, inputs },
    { by: 'id', id },
    { since: run.context.clock.now(), urgency: slot.urgency, signal: run.signal },
  );
  return found === undefined ? 'not there' : observe(kind, found.item, id).down;
}

function stillDown({ step }: Work, { address, says }: Down): EngineError {
  return new EngineError(
    'timeout',
    `${step.address} is left as it is: ${address} is '${says}' after ${defaultMinutes} minutes, and without it traffic would be cut; see to its other end, then run apply again`,
  );
}
