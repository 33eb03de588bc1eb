/** What is to become of orphans: those that made way for what is there now go; the others go when that is wanted. */
import type { PlanInput } from './draft-input.ts';
import type { Desired, PlanNote } from '../design/desired.ts';
import { foundResource } from './found-resource.ts';
import { generationOf, type Orphan } from './orphans.ts';
import { isOursToDelete } from './proof.ts';
import { liveLookup } from './refresh.ts';
import type { ResourceState } from '../state/state.ts';

export interface Strays {
  /** To be deleted; by the addresses that they are given for that. */
  readonly leaving: Readonly<Record<string, ResourceState>>;
  readonly notes: readonly PlanNote[];
}

export function sortOrphans(input: PlanInput): Strays {
  const leaving: Record<string, ResourceState> = {};
  const notes: PlanNote[] = [];
  for (const wanted of input.formerly) {
    const resource = unknownIn(input, wanted);
    if (resource !== undefined) leaving[wanted.address] = resource;
  }
  for (const orphan of input.orphans) {
    if (input.deleteOrphans || hasSuccessor(input, orphan)) leaving[orphan.address] = orphan.resource;
    else notes.push(noteOn(input, orphan));
  }
  return { leaving, notes };
}

/** What is there of an element, and in no state; what the text names by its id is not ours to delete. */
function unknownIn({ state, live }: PlanInput, wanted: Desired): ResourceState | undefined {
  if (wanted.kind.delete === undefined) return undefined;
  const found = live.get(wanted.address);
  if (found?.is !== 'found' || wanted.adopt !== undefined || state.resources[wanted.address] !== undefined)
    return undefined;
  if (!isOursToDelete({ live, state }, wanted, found, liveLookup(live))) return undefined;
  return foundResource(wanted, found, liveLookup(live));
}

/** It stepped aside for what has the address now, and the run that should have removed it was cut off. */
function hasSuccessor({ live, state }: PlanInput, { origin, generation }: Orphan): boolean {
  const found = live.get(origin);
  if (found?.is !== 'found') return false;
  const current = state.resources[origin]?.generation ?? generationOf(found.observed.tags);
  return generation < current;
}

function noteOn({ kinds, stack }: PlanInput, { origin, resource }: Orphan): PlanNote {
  const title = kinds.get(resource.kind)?.title ?? resource.kind;
  return {
    message: `the ${title} ${resource.id ?? ''} carries the tags of '${stack}' (${origin}) and is in neither the design nor the state; --delete-orphans deletes it, and its element written into the design takes it back`,
    address: origin,
  };
}
