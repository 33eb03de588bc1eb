/** What a step does to the resource at its address. */
import type { PlanStep } from './plan.ts';

/** A new one is made. */
export function isMaking({ action }: PlanStep): boolean {
  return action === 'create' || action === 'replace';
}

/** What is there goes. */
export function isLeaving({ action }: PlanStep): boolean {
  return action === 'delete' || action === 'replace';
}

/** It stays, and could make way instead. What is named by its id is never replaced. */
export function isInPlace({ action, isAdopted }: PlanStep): boolean {
  return action === 'update' || action === 'resume' || (action === 'adopt' && !isAdopted);
}

export function changesInPlace(step: PlanStep, property: string): boolean {
  return isInPlace(step) && step.changed.includes(property);
}
