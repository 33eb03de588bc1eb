/** What is to be done about each address of a design, one after the other, needs first. */
import { type Desired } from '../design/desired.ts';
import { differences, keptPaths, tagDifferences, type Compared, type Reason } from './diff.ts';
import { isIgnored, leavingAlone } from './ignored.ts';
import { assertNever } from '../invariant.ts';
import { keptMessage, takenMessage } from './draft-messages.ts';
import { duePeopleStep, isPeopleDone } from '../people.ts';
import { isSomebodyElses } from './proof.ts';
import type { Live } from './refresh.ts';
import { resolveInput } from '../resolve.ts';
import type { ResourceState } from '../state/state.ts';
import { refsIn, type Inputs } from '../value.ts';
import { lookupIn, type Draft, type PlanInput } from './draft-input.ts';
import { isSettled, note, peopleSteps, reasonsFor, step } from './draft-steps.ts';
import { planAdopted } from './draft-adopted.ts';
import { planOwned } from './draft-owned.ts';
import { sameIdProblems } from './same-id.ts';

export function draftPlan(input: PlanInput, forced: Draft['forced']): Draft {
  const draft: Draft = {
    steps: [],
    problems: [...input.desired.problems, ...input.moves.problems, ...sameIdProblems(input)],
    notes: [...input.notes, ...input.moves.notes],
    fate: new Map(),
    unknown: {},
    forced,
  };
  for (const wanted of input.desired.resources) planOne(input, draft, wanted);
  return draft;
}

function planOne(input: PlanInput, draft: Draft, wanted: Desired): void {
  const live = input.live.get(wanted.address) ?? { is: 'absent' };
  const known = input.state.resources[wanted.address];
  const waits = wanted.dependencies.some((address) => draft.fate.get(address) === 'waits');
  switch (live.is) {
    case 'found':
      planFound(input, draft, wanted, known, live);
      return;
    case 'absent':
      planAbsent(input, draft, wanted, known, waits);
      return;
    case 'foreign':
      draft.fate.set(wanted.address, 'stays');
      draft.problems.push(
        note(
          wanted,
          `'${wanted.element.name}' cannot be created: ${live.id} is there already and is not managed by '${input.stack}'; write id "${live.id}" to use it, or remove it`,
        ),
      );
      return;
    case 'several':
      draft.fate.set(wanted.address, 'stays');
      draft.problems.push(
        note(
          wanted,
          `'${wanted.element.name}' could be any of ${live.ids.join(', ')}; delete all but one of them`,
        ),
      );
      return;
    default:
      assertNever(live);
  }
}

function planAbsent(
  input: PlanInput,
  draft: Draft,
  wanted: Desired,
  known: ResourceState | undefined,
  waits: boolean,
): void {
  if (wanted.adopt !== undefined) {
    const where = wanted.region === '' ? '' : ` in ${wanted.region}`;
    draft.fate.set(wanted.address, 'stays');
    draft.problems.push(
      note(
        wanted,
        `'${wanted.element.name}' names ${wanted.adopt}, and there is no such ${wanted.kind.title}${where}`,
      ),
    );
    return;
  }
  const { people } = wanted.kind;
  const isLeftToPeople =
    people !== undefined && (people.createOption === 'never' || input.options[people.createOption] !== true);
  if (waits || isLeftToPeople) {
    draft.fate.set(wanted.address, 'waits');
    if (isLeftToPeople) draft.steps.push(...peopleSteps(wanted, {}));
    draft.steps.push(step(wanted, 'wait-external', []));
    return;
  }
  if (wanted.kind.create === undefined) {
    draft.problems.push(
      note(wanted, `'${wanted.element.name}' does not exist, and a ${wanted.kind.title} cannot be created`),
    );
    return;
  }
  const reasons: Reason[] =
    known?.id === undefined
      ? []
      : [{ attribute: 'id', asked: known.id, wanted: 'a new one; the old one is gone' }];
  draft.fate.set(wanted.address, people === undefined ? 'new' : 'waits');
  draft.steps.push(step(wanted, 'create', reasons));
  if (people !== undefined) draft.steps.push(...peopleSteps(wanted, {}).slice(1));
}

function planFound(
  input: PlanInput,
  draft: Draft,
  wanted: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
): void {
  // What cannot be seen yet tells nothing of what people have done since.
  const isReady =
    live.how === 'memory' ? known?.status !== 'awaiting-people' : isPeopleDone(wanted.kind, live.progress);
  draft.fate.set(wanted.address, isReady ? 'stays' : 'waits');
  const compared = comparedWith(input, draft, wanted, known, live);
  const all = reasonsOf(wanted, known, live, compared);
  const reasons = [
    ...all.filter(({ attribute }) => !isIgnored(wanted.ignore, attribute)),
    ...regionReasons(wanted, known, live),
  ];
  const due =
    known?.id === live.observed.id && isSettled(known)
      ? duePeopleStep(wanted.kind, live.progress, input.options)
      : undefined;
  const ripe = reasonsFor(due, live.progress);
  if (wanted.adopt !== undefined) planAdopted(draft, wanted, known, live, reasons, ripe);
  else if (known === undefined && isSomebodyElses(input, wanted, live, all)) {
    draft.problems.push(note(wanted, takenMessage(wanted, live.observed.id, all)));
  } else {
    const { ignore } = wanted;
    const given = leavingAlone(wanted.kind, ignore, { ...compared, wanted: wanted.inputs });
    planOwned(input, draft, { ...wanted, inputs: given }, known, live, [...reasons, ...ripe]);
    // What is made anew keeps nothing.
    const isKept = (path: string): boolean => !isIgnored(ignore, path) && !draft.forced.has(wanted.address);
    const kept = keptPaths(wanted.kind, compared).filter(isKept);
    draft.notes.push(...kept.map((path) => note(wanted, keptMessage(wanted, path))));
  }
  if (!isReady) draft.steps.push(...peopleSteps(wanted, live.progress, due));
}

/** What is in another region than the design wants cannot move there. */
function regionReasons(
  { kind, adopt, region: wanted }: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
): Reason[] {
  if (known?.id !== live.observed.id || known.adopted || adopt !== undefined) return [];
  const { region } = known;
  const isThere = region === wanted || kind.isAccountWide === true || kind.properties.region !== undefined;
  return isThere ? [] : [{ attribute: 'region', asked: region, seen: region, wanted }];
}

function comparedWith(
  input: PlanInput,
  draft: Draft,
  wanted: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
): Compared {
  const inputs: Record<string, Inputs[string]> = {};
  const unknown: string[] = [];
  const awaited = new Map<string, readonly string[]>();
  const lookup = lookupIn(input, draft);
  for (const [name, value] of Object.entries(wanted.inputs)) {
    const found = resolveInput(value, lookup);
    if (found !== undefined) {
      inputs[name] = found;
      continue;
    }
    unknown.push(name);
    awaited.set(
      name,
      refsIn(value).filter((address) => lookup(address, 'id') === undefined),
    );
  }
  const isOurs = known !== undefined && !known.adopted;
  const { values: seen } = live.observed;
  return { wanted: inputs, unknown, awaited, asked: known?.inputs ?? {}, seen, isOurs };
}

function reasonsOf(
  wanted: Desired,
  known: ResourceState | undefined,
  live: Live & { readonly is: 'found' },
  compared: Compared,
): Reason[] {
  return [
    ...differences(wanted.kind, compared),
    ...tagDifferences(wanted.kind, {
      wanted: wanted.tags,
      asked: known?.tags ?? {},
      seen: live.observed.tags,
    }),
  ];
}
