/** Steps that no program can take: orders, payments, cables, hand-overs. */
import type { Kind, PeopleStep } from './kind.ts';

/** Whether everything people must do is done; true for kinds that need nobody. */
export function isPeopleDone(kind: Kind, progress: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(kind.people?.ready ?? {});
  // Another account's resource tells nothing; its owner vouches for it.
  if (Object.keys(progress).length === 0) return true;
  return wanted.every(([field, values]) => values.includes(progress[field] ?? ''));
}

/** What is left to do, in order. */
export function openPeopleSteps(
  kind: Kind,
  progress: Readonly<Record<string, string>>,
): readonly PeopleStep[] {
  const status = progress.Status;
  return (kind.people?.steps ?? []).filter((step) => status === undefined || !step.doneIn.includes(status));
}
