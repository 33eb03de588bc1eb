/** What is to be done about each address of a design, one after the other, needs first. */
import type { Topology } from '../model/topology.ts';
import { peopleBills } from './bills.ts';
import { sourceLine, type Desired, type DesiredGraph, type PlanNote } from './desired.ts';
import {
  differences,
  keptPaths,
  needsReplacement,
  tagDifferences,
  withNeeds,
  type Compared,
  type Reason,
} from './diff.ts';
import { seenOf } from './fingerprint.ts';
import { foundResource } from './found-resource.ts';
import { isIgnored, leavingAlone } from './ignored.ts';
import { assertNever } from './invariant.ts';
import type { Kind, PeopleOptions, PeopleStep } from './kind.ts';
import { fixedMessage, keptMessage, takenMessage } from './draft-messages.ts';
import type { Moves } from './moves.ts';
import type { Orphan } from './orphans.ts';
import { duePeopleStep, isPeopleDone, openPeopleSteps, reasonsFor } from './people.ts';
import type { Plan, PlanStep, StepAction } from './plan.ts';
import { isProven, isTaken } from './proof.ts';
import type { Live } from './refresh.ts';
import { resolveInput, type Lookup } from './resolve.ts';
import type { ResourceState, State } from './state.ts';
import { refsIn, type Inputs } from './value.ts';
import { hasFailed } from './wait.ts';

export interface PlanInput {
  readonly topology: Topology;
  readonly stack: string;
  readonly target: string;
  readonly account: string;
  readonly purpose: Plan['purpose'];
  readonly desired: DesiredGraph;
  /** Of the design as it is written; see `designHash`. */
  readonly design: string;
  /** What the design has and nobody wants any more. */
  readonly formerly: readonly Desired[];
  /** With its moves made. */
  readonly state: State;
  readonly moves: Moves;
  /** Of the state as it is; see `basisOf`. */
  readonly basis: string;
  readonly live: ReadonlyMap<string, Live>;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly options: PeopleOptions;
  readonly notes: readonly PlanNote[];
  readonly orphans: readonly Orphan[];
  /** Delete what carries our tags and is neither wanted nor known, instead of only naming it. */
  readonly deleteOrphans: boolean;
}

/** What becomes of an address, for those that refer to it. */
type Fate = 'stays' | 'new' | 'waits';

export interface Draft {
  readonly steps: PlanStep[];
  readonly problems: PlanNote[];
  readonly notes: PlanNote[];
  readonly fate: Map<string, Fate>;
  /** What makes way and is in no state yet. */
  readonly unknown: Record<string, ResourceState>;
  /** Addresses whose resources have to make way although they could be changed in place, and why. */
  readonly forced: ReadonlyMap<string, string>;
}

export function draftPlan(input: PlanInput, forced: Draft['forced']): Draft {
  const draft: Draft = {
    steps: [],
    problems: [...input.desired.problems, ...input.moves.problems],
    notes: [...input.notes, ...input.moves.notes],
    fate: new Map(),
    unknown: {},
    forced,
  };
  for (const wanted of input.desired.resources) planOne(input, draft, wanted);
  return draft;
}

/** Ids and outputs of what stays as it is. */
export function lookupIn(input: PlanInput, draft: Draft): Lookup {
  return (address, path) => {
    if (draft.fate.get(address) === 'new') return undefined;
    const target = input.live.get(address);
    if (target?.is !== 'found') return undefined;
    return path === 'id' ? target.observed.id : target.outputs[path];
  };
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
  const isReady = isPeopleDone(wanted.kind, live.progress);
  draft.fate.set(wanted.address, isReady ? 'stays' : 'waits');
  const compared = comparedWith(input, draft, wanted, known, live);
  const all = reasonsOf(wanted, known, live, compared);
  const reasons = all.filter(({ attribute }) => !isIgnored(wanted.ignore, attribute));
  const due =
    known?.id === live.observed.id && isSettled(known)
      ? duePeopleStep(wanted.kind, live.progress, input.options)
      : undefined;
  const ripe = reasonsFor(due, live.progress);
  if (wanted.adopt !== undefined) planAdopted(draft, wanted, known, live, reasons, ripe);
  else if (known === undefined && !isProven(input, wanted, live) && isTaken(wanted.kind, all)) {
    draft.problems.push(note(wanted, takenMessage(wanted, live.observed.id, all)));
  } else {
    const { ignore } = wanted;
    const given = leavingAlone(wanted.kind, ignore, { ...compared, wanted: wanted.inputs });
    planOwned(input, draft, { ...wanted, inputs: given }, known, live, [...reasons, ...ripe]);
    const kept = keptPaths(wanted.kind, compared).filter((path) => !isIgnored(ignore, path));
    draft.notes.push(...kept.map((path) => note(wanted, keptMessage(wanted, path))));
  }
  if (!isReady) draft.steps.push(...peopleSteps(wanted, live.progress, due));
}

function isSettled({ status }: ResourceState): boolean {
  return status === 'ready' || status === 'awaiting-people';
}

/** Names and tags of what is not ours are its owner's. */
function isNoise(attribute: string): boolean {
  return attribute === 'name' || attribute === 'description' || attribute.startsWith('tags.');
}

/** Named by its id: used as it is. What differs is worth a note; only what the plan was told to do is done. */
function planAdopted(
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
  if (known?.id === id && known.adopted && isSettled(known)) {
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
  draft.steps.push({ ...step(wanted, 'adopt', [{ attribute: 'id', wanted: id }]), id, isAdopted: true });
}

function planOwned(
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

function updateStep(
  wanted: Desired,
  live: Live & { readonly is: 'found' },
  reasons: readonly Reason[],
): PlanStep {
  return {
    ...step(wanted, 'update', reasons),
    id: live.observed.id,
    changed: reasons.map((reason) => reason.attribute),
    ...seenOf(live, wanted.tags),
  };
}

function peopleSteps(
  wanted: Desired,
  progress: Readonly<Record<string, string>>,
  due?: PeopleStep,
): PlanStep[] {
  return openPeopleSteps(wanted.kind, progress, due).map((open) => ({
    ...step(wanted, 'people', []),
    address: `${wanted.address}/people.${open.name}`,
    instruction: open.instruction,
    ...peopleBills(open),
    dependencies: [],
    inputs: {},
    tags: {},
  }));
}

function step(wanted: Desired, action: StepAction, reasons: readonly Reason[]): PlanStep {
  const isNew = action === 'create' || action === 'replace';
  const { inputs, tags } = (isNew ? wanted.afresh : undefined) ?? wanted;
  return {
    address: wanted.address,
    kind: wanted.kind.name,
    action,
    title: wanted.kind.title,
    region: wanted.region,
    reasons,
    source: sourceLine(wanted.element.source),
    inputs,
    tags,
    changed: [],
    ...(wanted.ignore.length === 0 ? {} : { ignore: wanted.ignore }),
    ...(wanted.protect ? { protect: true } : {}),
    isAdopted: false,
    dependencies: wanted.dependencies,
    ...(action === 'create' && wanted.kind.billing !== undefined ? { billing: wanted.kind.billing } : {}),
  };
}

function note(wanted: Desired, message: string): PlanNote {
  return { message, address: wanted.address, source: sourceLine(wanted.element.source) };
}
