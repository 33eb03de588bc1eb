/** Whether what is found where something of the design belongs is ours. */
import type { Desired } from '../design/desired.ts';
import { differences, needsReplacement, type Reason } from './diff.ts';
import type { Kind } from '../kind.ts';
import type { Live } from './refresh.ts';
import { resolveKnown, type Lookup } from '../resolve.ts';
import type { State } from '../state/state.ts';
import { isRef } from '../value.ts';
import { formerAddresses } from '../design/renames.ts';
import { ownershipNote } from '../naming.ts';
import type { PlanInput } from './draft-input.ts';

export type FoundLive = Live & { readonly is: 'found' };

interface Seen {
  readonly live: ReadonlyMap<string, Live>;
  readonly state: State;
}

/** Whether it is in the place of something of the design, and nothing tells that it is that. */
export function isSomebodyElses(
  input: Seen & Pick<PlanInput, 'desired' | 'stack'>,
  wanted: Desired,
  live: FoundLive,
  reasons: readonly Reason[],
): boolean {
  if (isProven(input, wanted, live) || hasOurNote(input, wanted, live)) return false;
  // That its owner is to be made anew says nothing of who made it.
  const own = reasons.filter((reason) => !isAtItsOwner(input, wanted, reason));
  return isTaken(wanted.kind, own);
}

/** A note says whose it is where there are no tags: of its address, or of one that its element had before. */
function hasOurNote(
  { desired, stack }: Pick<PlanInput, 'desired' | 'stack'>,
  { address }: Desired,
  { observed }: FoundLive,
): boolean {
  const addresses = [address, ...formerAddresses(desired.renames, address)];
  const notes = new Set<unknown>(addresses.map((each) => ownershipNote(stack, each)));
  return Object.values(observed.values).some((value) => notes.has(value));
}

function isAtItsOwner({ live }: Seen, { inputs }: Desired, { attribute, seen }: Reason): boolean {
  const value = inputs[attribute];
  if (!isRef(value)) return false;
  const owner = live.get(value.$ref);
  return owner?.is === 'found' && (seen === undefined || seen === owner.observed.id);
}

/** Whether anything tells that it is ours: others may have made it, under a parent that is ours or not. */
function isProven(input: Seen, wanted: Desired, live: FoundLive): boolean {
  return live.how !== 'key' || live.observed.isVacant === true || isPartOfOurs(input, wanted);
}

/** Whether the cloud tells of something that is not as it should be: then somebody else made it, or changed it. */
function isTaken(kind: Kind, reasons: readonly Reason[]): boolean {
  return reasons.some(
    (reason) => needsReplacement(kind, reason) || kind.properties[reason.attribute]?.read !== false,
  );
}

/** Whether it may be deleted with the design although no state knows it: it is proven to be ours, or just as asked for. */
export function isOursToDelete(input: Seen, wanted: Desired, live: FoundLive, lookup: Lookup): boolean {
  if (live.how !== 'key' || isPartOfOurs(input, wanted)) return true;
  const compared = {
    wanted: resolveKnown(wanted.inputs, lookup),
    unknown: [],
    asked: {},
    seen: live.observed.values,
  };
  return live.observed.isVacant === true || !isTaken(wanted.kind, differences(wanted.kind, compared));
}

/** Whether it is the only one of its kind that its owner can have, such as a table association, and the owner is ours. */
function isPartOfOurs({ live, state }: Seen, { kind, inputs }: Desired): boolean {
  const [only, ...others] = kind.naturalKey.map((name) => inputs[name]);
  if (others.length > 0 || !isRef(only)) return false;
  const owner = live.get(only.$ref);
  return owner?.is === 'found' && (owner.how === 'marked' || state.resources[only.$ref]?.adopted === false);
}
