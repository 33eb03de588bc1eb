/** What is named by its id is used as it is. */
import { type Desired } from '../design/desired.ts';
import { type Reason } from './diff.ts';
import type { Live } from './refresh.ts';
import type { ResourceState } from '../state/state.ts';
import { type Draft } from './draft-input.ts';
import { isSettled, note, step, updateStep } from './draft-steps.ts';

/** Names and tags of what is not ours are its owner's. */
function isNoise(attribute: string): boolean {
  return attribute === 'name' || attribute === 'description' || attribute.startsWith('tags.');
}

/** Named by its id: used as it is. What differs is worth a note; only what the plan was told to do is done. */
export function planAdopted(
  draft: Draft,
  wanted: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
  reasons: readonly Reason[],
  ripe: readonly Reason[],
): void {
  for (const reason of reasons) {
    const is = reason.seen ?? 'something else';
    const wants = reason.wanted ?? 'nothing';
    if (isNoise(reason.attribute) || wants === 'nothing') continue;
    draft.notes.push(
      note(
        wanted,
        `'${wanted.element.name}' exists as ${live.observed.id} with ${reason.attribute} ${is}, the design says ${wants}`,
      ),
    );
  }
  const id = live.observed.id;
  const isKnown = known?.id === id && known.adopted && isSettled(known);
  if (isKnown && known.region === wanted.region) {
    if (ripe.length > 0) draft.steps.push(updateStep(wanted, live, ripe));
    return;
  }
  if (known !== undefined && known.id !== id && !known.adopted) {
    draft.problems.push(
      note(
        wanted,
        `'${wanted.element.name}' is ${known.id ?? 'being created'} already; take its id out of the text, or the whole element first`,
      ),
    );
    return;
  }
  // The text had the wrong region, and the state with it.
  const why: Reason = isKnown
    ? { attribute: 'region', asked: known.region, wanted: wanted.region }
    : { attribute: 'id', wanted: id };
  draft.steps.push({ ...step(wanted, 'adopt', [why]), id, isAdopted: true });
}
