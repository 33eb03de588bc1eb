import type { Plan } from '../cloud/plan/plan.ts';

/** `3 to create, 1 to update`; `nothing to change` when all are 0. */
export function changesText(changes: Plan['changes']): string {
  const parts = [
    [changes.create, 'to create'],
    [changes.update, 'to update'],
    [changes.replace, 'to replace'],
    [changes.delete, 'to delete'],
    [changes.adopt, 'to adopt'],
    [changes.move, 'to move'],
    [changes.people, changes.people === 1 ? 'step for people' : 'steps for people'],
  ] as const;
  const shown = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return shown.length === 0 ? 'nothing to change' : shown.join(', ');
}
