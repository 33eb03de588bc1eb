/** What the question before a change says, and which name a destroy wants to be typed; VS Code shows it. */
import { isPrecious } from '../cloud/plan/guards.ts';
import { changesText } from '../export/changes-text.ts';
import type { ShownPlan, ShownStep } from '../protocol/run.ts';

/** `Destroy 'retail' on Alibaba Cloud`. */
export function headline({ purpose, stack, target }: ShownPlan): string {
  return `${purpose === 'destroy' ? 'Destroy' : 'Apply'} '${stack}' on ${target}`;
}

export function facts(plan: ShownPlan): string {
  return [
    `Account: ${plan.account ?? 'unknown'}`,
    `Signed in as: ${plan.identity.arn}, by ${plan.identity.credentials}`,
    `Target: ${plan.target}`,
    `Changes: ${changesText(plan.changes)}`,
    ...destructive(plan),
    ...careful(plan),
    'The plan behind this question shows every step.',
  ].join('\n');
}

/** Stands below the box until the name is there; also for nothing typed yet, so that Enter alone does nothing. */
export function whatToType(stack: string, typed: string): string | undefined {
  return typed.trim() === stack
    ? undefined
    : `Type ${stack} to destroy it. Escape leaves everything as it is.`;
}

const MOST_NAMES = 8;

function destructive({ steps }: ShownPlan): readonly string[] {
  const lost = gravestFirst(steps.filter(({ action }) => action === 'delete' || action === 'replace'));
  if (lost.length === 0) return [];
  const names = lost
    .slice(0, MOST_NAMES)
    .map(({ action, address, title }) => `${action} ${title} ${address}`);
  const more = lost.length > MOST_NAMES ? [`and ${lost.length - MOST_NAMES} more`] : [];
  return ['', 'Destructive:', ...names, ...more, ''];
}

/** What is deleted first is what hangs on the rest, such as associations: of all, the least to be sorry for. */
function gravestFirst(steps: readonly ShownStep[]): readonly ShownStep[] {
  const isGrave = ({ kind }: ShownStep) => isPrecious(kind);
  return [...steps.filter(isGrave), ...steps.filter((step) => !isGrave(step))];
}

/** A yes to the question lets them pass, so they stand in it. */
function careful({ guards }: ShownPlan): readonly string[] {
  return guards.length === 0 ? [] : ['', ...guards.map(({ message }) => `Careful: ${message}`), ''];
}
