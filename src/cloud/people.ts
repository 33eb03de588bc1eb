/** Steps that no program can take, or takes only when told to: orders, payments, cables, hand-overs. */
import type { Kind, PeopleOptions, PeopleStep } from './kind.ts';

/** Fields of a listed item by name, as far as they tell how far people are. */
export type Progress = Readonly<Record<string, string>>;

/** Whether everything people must do is done; true for kinds that need nobody. */
export function isPeopleDone(kind: Kind, progress: Progress): boolean {
  // Another account's resource tells nothing; its owner vouches for it.
  if (Object.keys(progress).length === 0) return true;
  return says(progress, kind.people?.ready ?? {});
}

/** What is left to do, in order; without what follows from a step that the engine takes. */
export function openPeopleSteps(kind: Kind, progress: Progress, due?: PeopleStep): readonly PeopleStep[] {
  const status = due?.call?.until?.[0] ?? progress.Status;
  return (kind.people?.steps ?? []).filter(
    (step) => step !== due && (status === undefined || !step.doneIn.includes(status)),
  );
}

/** The step that the engine takes now: it is asked for, and it is time. */
export function duePeopleStep(
  kind: Kind,
  progress: Progress,
  options: PeopleOptions,
): PeopleStep | undefined {
  return openPeopleSteps(kind, progress).find(
    ({ call }) => call !== undefined && options[call.option] === true && says(progress, call.when),
  );
}

/** Names of the fields that tell how far people are. */
export function progressFields(kind: Kind): readonly string[] {
  const { ready = {}, steps = [] } = kind.people ?? {};
  return [...new Set([ready, ...steps.map(({ call }) => call?.when ?? {})].flatMap(Object.keys))];
}

/** The kind as it is waited for after some changes: what is left to people may take weeks. */
export function untilPeople(kind: Kind, changed: readonly string[]): Kind {
  const { status, ...rest } = kind;
  if (kind.people === undefined || status === undefined) return kind;
  const taken = kind.people.steps.find(({ call }) => call !== undefined && changed.includes(call.changes));
  const until = taken?.call?.until;
  return until === undefined ? rest : { ...rest, status: { ...status, ready: until } };
}

function says(progress: Progress, wanted: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(wanted).every(([field, values]) => values.includes(progress[field] ?? ''));
}
