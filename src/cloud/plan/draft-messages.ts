/** What a plan says about resources that are not as the design wants them. */
import type { Desired } from '../design/desired.ts';
import { needsReplacement, type Reason } from './diff.ts';

/** Something else is where it should be, and nothing tells that it is ours. */
export function takenMessage({ element, kind }: Desired, id: string, reasons: readonly Reason[]): string {
  const told = reasons.filter((reason) => reason.seen !== undefined);
  const first = told.find((reason) => needsReplacement(kind, reason)) ?? told[0];
  if (first?.seen === undefined)
    return `'${element.name}' cannot be created: the ${kind.title} ${id} is in its place, and nothing says that it was made for this; delete it, if nothing else needs it`;
  const other = `${first.attribute} ${first.seen}`;
  return `'${element.name}' cannot be created: ${id} is in its place with ${other}; remove it, or write the same into the design`;
}

/** What it is cannot be changed, and what it is of is never deleted. */
export function fixedMessage({ element }: Desired, id: string, change: Reason): string {
  const { attribute, seen = 'another value', wanted = 'nothing' } = change;
  return `'${element.name}' is ${id} with ${attribute} ${seen}, which cannot become ${wanted}: it is never replaced; write the old value back, or name another element for the new one`;
}

export function keptMessage({ element }: Desired, path: string): string {
  return `'${element.name}' keeps its ${path}, which the text no longer says: no call takes it away; write what it should be`;
}
