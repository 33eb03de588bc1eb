/** The steps and notes of which a draft is made. */
import { peopleBills } from './bills.ts';
import { sourceLine, type Desired, type PlanNote } from '../design/desired.ts';
import { type Reason } from './diff.ts';
import { seenOf } from './fingerprint.ts';
import type { PeopleStep } from '../kind.ts';
import { openPeopleSteps, type Progress } from '../people.ts';
import type { PlanStep, StepAction } from './plan.ts';
import type { Live } from './refresh.ts';
import type { ResourceState } from '../state/state.ts';

export function updateStep(
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

export function peopleSteps(
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

export function step(wanted: Desired, action: StepAction, reasons: readonly Reason[]): PlanStep {
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
    ...(isNew && wanted.kind.billing !== undefined ? { billing: wanted.kind.billing } : {}),
  };
}

export function note(wanted: Desired, message: string): PlanNote {
  return { message, address: wanted.address, source: sourceLine(wanted.element.source) };
}

export function isSettled({ status }: ResourceState): boolean {
  return status === 'ready' || status === 'awaiting-people';
}

/** Why the engine takes a step of people's. */
export function reasonsFor(due: PeopleStep | undefined, progress: Progress): readonly Reason[] {
  if (due?.call === undefined) return [];
  const seen = Object.keys(due.call.when).map((field) => `${field} ${progress[field] ?? ''}`);
  return [{ attribute: due.call.changes, seen: seen.join(', '), wanted: 'true' }];
}
