/** How an overlay is told: a sign and a word for each status. */
import type { Overlay, OverlayStep, ShapeMark, Status } from './overlay.ts';
import { isOver, isWellOver } from './overlay.ts';

/** For the legend, and behind a number: `3 to create`. */
export const statusWords: Readonly<Record<Status, string>> = {
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
  skipped: 'not started',
  done: 'done',
  forgotten: 'forgotten',
  deleted: 'deleted',
  missing: 'gone',
  unknown: 'unknown',
  delete: 'to delete',
  replace: 'to replace',
  drifted: 'drifted',
  update: 'to update',
  create: 'to create',
  adopt: 'to adopt',
  move: 'to move',
  forget: 'to forget',
  people: 'for people',
  unseen: 'not seen yet',
};

/** As in the plan's text, where it has one. */
export const statusSigns: Readonly<Record<Status, string>> = {
  failed: '✕',
  running: '▸',
  waiting: '…',
  skipped: '∅',
  done: '✓',
  forgotten: '−',
  deleted: '−',
  missing: '−',
  unknown: '?',
  delete: '−',
  replace: '±',
  drifted: '≠',
  update: '~',
  create: '+',
  adopt: '=',
  move: '>',
  forget: '−',
  people: '!',
  unseen: '…',
};

/** For a screen reader: `2 to create, 1 to update`, or a single word. */
export function markText({ steps }: ShapeMark): string {
  const [only, ...more] = steps;
  if (only !== undefined && more.length === 0) return statusWords[only.status];
  const words = [...new Set(steps.map(({ status }) => statusWords[status]))];
  return words
    .map((word) => `${steps.filter(({ status }) => statusWords[status] === word).length} ${word}`)
    .join(', ');
}

/** For the sign itself: how many, or how many of how many. Empty when the sign says it all. */
export function markCount({ status, steps, over }: ShapeMark): string {
  if (steps.length === 1) return '';
  const isRun = steps.some((step) => isOver(step.status) || step.status === 'running');
  if (isRun && !isWellOver(status)) return `${over}/${steps.length}`;
  return String(steps.length);
}

const MOST_STEPS = 12;
const MOST_DETAILS = 6;

/** For a tooltip: a line for each step, and its reasons below it. */
export function markLines({ steps }: ShapeMark): readonly string[] {
  const more = steps.length - MOST_STEPS;
  return [
    ...steps.slice(0, MOST_STEPS).flatMap(stepLines),
    ...(more > 0 ? [`and ${more} more; the plan names them all`] : []),
  ];
}

export function stepLines(step: OverlayStep): readonly string[] {
  const { address, status, title, details } = step;
  const more = details.length - MOST_DETAILS;
  return [
    `${statusSigns[status]} ${statusWords[status]}: ${title} ${address}`,
    ...details.slice(0, MOST_DETAILS).map((detail) => `    ${detail}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

/** One sentence about all of it. */
export function overlayText({ title, steps }: Overlay): string {
  const words = markText({ status: 'done', steps, over: 0 });
  return steps.length === 0 ? title : `${title}: ${words}`;
}
