/** What is ours and there: left alone, changed, replaced, or taken up where a run left it. */
import { type Desired } from '../design/desired.ts';
import { needsReplacement, withNeeds, type Reason } from './diff.ts';
import { seenOf } from './fingerprint.ts';
import { foundResource } from './found-resource.ts';
import { fixedMessage } from './draft-messages.ts';
import type { Live } from './refresh.ts';
import type { ResourceState } from '../state/state.ts';
import { hasFailed } from '../look/observe.ts';
import { lookupIn, type Draft, type PlanInput } from './draft-input.ts';
import { isSettled, note, step, updateStep } from './draft-steps.ts';

export function planOwned(
  input: PlanInput,
  draft: Draft,
  wanted: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
  reasons: readonly Reason[],
): void {
  const { kind } = wanted;
  const id = live.observed.id;
  const changed = reasons.map((reason) => reason.attribute);
  const isFailed = live.observed.status !== undefined && hasFailed(kind, live.observed.status);
  const isTainted = isFailed || known?.status === 'tainted' || known?.status === 'deleting';
  const differs = reasons.some((reason) => needsReplacement(kind, reason));
  const mustReplace = isTainted || draft.forced.has(wanted.address) || differs;
  const fixed = reasons.find((reason) => needsReplacement(kind, reason));
  if (fixed !== undefined && kind.delete === undefined) {
    draft.problems.push(note(wanted, fixedMessage(wanted, id, fixed)));
    return;
  }
  if (mustReplace && kind.delete !== undefined) {
    const why: readonly Reason[] = isTainted
      ? [
          { attribute: 'status', seen: live.observed.status ?? known?.status ?? 'unknown', wanted: 'ready' },
          ...reasons,
        ]
      : reasons;
    draft.fate.set(wanted.address, 'new');
    if (known === undefined)
      draft.unknown[wanted.address] = foundResource(wanted, live, lookupIn(input, draft));
    draft.steps.push({
      ...step(wanted, 'replace', withNeeds(kind, why)),
      ...(differs || isTainted ? {} : whyForced(draft, wanted)),
      id,
      ...seenOf(live, wanted.tags),
    });
  } else if (known?.id !== id) {
    const asked = known?.id === undefined ? {} : { asked: known.id };
    draft.steps.push({
      ...step(wanted, 'adopt', [{ attribute: 'id', ...asked, wanted: id }, ...reasons]),
      id,
      changed,
    });
  } else if (!isSettled(known)) {
    const seen = live.observed.status ?? known.status;
    draft.steps.push({
      ...step(wanted, 'resume', [{ attribute: 'status', seen, wanted: 'ready' }, ...reasons]),
      id,
      changed,
    });
  } else if (known.adopted) {
    // The text no longer names its id, and with that hands it over to be managed.
    draft.steps.push({
      ...step(wanted, 'adopt', [{ attribute: 'id', asked: id, wanted: 'managed' }, ...reasons]),
      id,
      changed,
    });
  } else {
    const why = [...reasons, ...protectReasons(wanted, known)];
    if (why.length > 0) draft.steps.push(updateStep(wanted, live, why));
  }
}

function whyForced({ forced }: Draft, { address }: Desired): { readonly why?: string } {
  const why = forced.get(address);
  return why === undefined ? {} : { why };
}

/** Only the state knows of it, and needs no call to. */
function protectReasons({ protect }: Desired, known: ResourceState): Reason[] {
  const before = known.protect === true;
  if (before === protect) return [];
  return [{ attribute: 'protect', asked: before ? 'on' : 'off', wanted: protect ? 'on' : 'off' }];
}
