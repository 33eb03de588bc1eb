/** Tells which of the listed things is the one that a call of ours made. */
import { differences } from './diff.ts';
import { EngineError } from '../engine-error.ts';
import { isMarkedAtBirth, observe } from '../look/observe.ts';
import type { Found, Look, Place, Reader } from '../look/reader.ts';
import type { State } from '../state/state.ts';

export interface Sought {
  readonly place: Place;
  readonly address: string;
  /** A look just before the call showed that nothing had what identifies it. */
  readonly wasAbsent: boolean;
}

/**
 * By our tags; where it has none from the start, by what identifies it, provided that nothing had that before.
 * Rejects with an `EngineError` when that leaves a choice: nobody but a person may make it.
 */
export async function findMade(
  reader: Reader,
  state: State,
  sought: Sought,
  look: Look,
): Promise<string | undefined> {
  const { place, address } = sought;
  const found = await reader.find(place, { by: 'key', address }, look);
  const own = isMarkedAtBirth(place.kind)
    ? found.filter(isMarked)
    : found.filter((each) => isAlike(place, each));
  const taken = idsElsewhere(state, place.kind.name, address);
  const free = own.filter((each) => !taken.has(each.id));
  const [first, ...others] = free;
  if (others.length > 0) throw undecided(address, free);
  if (first === undefined || first.isMarked || sought.wasAbsent) return first?.id;
  throw new EngineError(
    'undecided',
    `${first.id} is where ${address} should be, and nothing tells whether hcnet made it; write its id into the design to use it, or remove it`,
  );
}

function isMarked({ isMarked: is }: Found): boolean {
  return is;
}

/** One with other values that cannot be changed is somebody else's: it was not made by our call. */
function isAlike(place: Place, found: Found): boolean {
  const seen = observe(place.kind, found.item, found.id).values;
  const open = differences(place.kind, { wanted: place.inputs, unknown: [], asked: {}, seen });
  return open.every((each) => place.kind.properties[each.attribute]?.immutable === undefined);
}

function idsElsewhere(state: State, kind: string, address: string): ReadonlySet<string | undefined> {
  return new Set(
    Object.entries(state.resources)
      .filter(([other, resource]) => other !== address && resource.kind === kind)
      .map(([, resource]) => resource.id),
  );
}

function undecided(address: string, found: readonly Found[]): EngineError {
  const ids = found.map((each) => each.id).sort();
  return new EngineError(
    'undecided',
    `${address} could be any of ${ids.join(', ')}; delete all but one, or write the right id into the design`,
  );
}
