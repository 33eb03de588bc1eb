/** What survives when the page is hidden and comes back. */
import type { DiagramState } from '../src/protocol/diagram.ts';
import type { View } from './viewport.ts';

export interface PageState extends DiagramState {
  readonly view?: View;
  readonly selected?: string | undefined;
  /** Ids of closed boxes. */
  readonly closed: readonly string[];
  readonly isLegendOpen: boolean;
}

/** Reads what an earlier page kept, which may have been an earlier version of it. */
export function readState(value: unknown): PageState {
  const fresh: PageState = { closed: [], isLegendOpen: false };
  if (!isObject(value)) return fresh;
  const { uri, view, selected, closed, isLegendOpen } = value;
  return {
    ...(typeof uri === 'string' ? { uri } : {}),
    ...(isView(view) ? { view } : {}),
    ...(typeof selected === 'string' ? { selected } : {}),
    closed: Array.isArray(closed) ? closed.filter((id) => typeof id === 'string') : [],
    isLegendOpen: isLegendOpen === true,
  };
}

function isView(value: unknown): value is View {
  if (!isObject(value)) return false;
  return ['x', 'y', 'scale'].every((key) => Number.isFinite(value[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
