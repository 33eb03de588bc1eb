/** Two elements of a design that are one thing in the cloud: a state has each thing once. */
import type { Desired, PlanNote } from '../design/desired.ts';
import { note } from './draft-steps.ts';
import type { PlanInput } from './draft-input.ts';

export function sameIdProblems({ desired, live }: Pick<PlanInput, 'desired' | 'live'>): PlanNote[] {
  const owners = new Map<string, Desired>();
  const problems: PlanNote[] = [];
  // What is named by its id comes last: it is the one that can be taken out.
  const inOrder = [...desired.resources].sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)));
  for (const wanted of inOrder) {
    const found = live.get(wanted.address);
    if (found?.is !== 'found') continue;
    const { id } = found.observed;
    const key = `${wanted.kind.name} ${wanted.region} ${id}`;
    const other = owners.get(key);
    if (other === undefined) owners.set(key, wanted);
    else problems.push(note(wanted, messageFor(wanted, other, id)));
  }
  return problems;
}

function isNamed({ adopt }: Desired): boolean {
  return adopt !== undefined;
}

function messageFor({ element, kind }: Desired, other: Desired, id: string): string {
  return `'${element.name}' and '${other.element.name}' are both the ${kind.title} ${id}; keep one of them, and write its name wherever the other stands`;
}
