/** What the extension and the diagram's page say to each other. */
import type { Graph } from '../diagram/graph.ts';
import type { Overlay, StepChange } from '../diagram/overlay.ts';
import type { Place } from './server.ts';

/** From the extension to the page. */
export type ToDiagram =
  | {
      readonly type: 'graph';
      /** The design's file; the page keeps it in its state, so that a restored panel knows what it shows. */
      readonly uri: string;
      readonly version: number;
      readonly graph: Graph;
      /** The text has syntax errors: the page keeps the last whole picture, and says so. */
      readonly isPartial: boolean;
    }
  /** The caret moved; what is not drawn selects the nearest drawn element around it. */
  | { readonly type: 'select'; readonly path: string | null }
  /** What to draw over the diagram from now on; `null`: nothing. */
  | { readonly type: 'overlay'; readonly overlay: Overlay | null }
  /** What has become of some of its steps since; the headline too, when it says something else now. */
  | { readonly type: 'progress'; readonly changes: readonly StepChange[]; readonly title?: string }
  /** There is no graph to be had; shown above the last picture. */
  | { readonly type: 'error'; readonly message: string };

/** From the page to the extension. */
export type FromDiagram =
  /** The page has loaded, for the first time or again: send the graph. */
  | { readonly type: 'ready' }
  /** Show where the element is declared. With `preserveFocus`, the keyboard stays in the diagram. */
  | { readonly type: 'reveal'; readonly path: string; readonly preserveFocus: boolean }
  /** Somebody has seen enough of what is drawn over the diagram. */
  | { readonly type: 'clearOverlay' }
  /** Drawing failed; for the log. */
  | { readonly type: 'failed'; readonly message: string };

/** What the page keeps across reloads, and what a panel serializer gets. */
export interface DiagramState {
  readonly uri?: string;
}

/** Reads a message in the page; `undefined` for one that is none of ours. */
export function parseToDiagram(value: unknown): ToDiagram | undefined {
  if (!isObject(value)) return undefined;
  const { type, path, message } = value;
  if (type === 'graph') return parseGraphMessage(value);
  if (type === 'overlay') return parseOverlayMessage(value);
  if (type === 'progress') return parseProgressMessage(value);
  if (type === 'select' && (typeof path === 'string' || path === null)) return { type, path };
  if (type === 'error' && typeof message === 'string') return { type, message };
  return undefined;
}

/** Reads a message in the extension; `undefined` for one that is none of ours. */
export function parseFromDiagram(value: unknown): FromDiagram | undefined {
  if (!isObject(value)) return undefined;
  const { type, path, preserveFocus, message } = value;
  if (type === 'ready' || type === 'clearOverlay') return { type };
  if (type === 'failed' && typeof message === 'string') return { type, message };
  if (type === 'reveal' && typeof path === 'string' && typeof preserveFocus === 'boolean') {
    return { type, path, preserveFocus };
  }
  return undefined;
}

/** The innermost element that holds an offset; of equal ones, the one that is listed last. */
export function pathAt(places: readonly Place[], uri: string, offset: number): string | undefined {
  let innermost: Place | undefined;
  for (const place of places) {
    const { source } = place;
    if (source.uri !== uri || offset < source.start || source.end < offset) continue;
    if (innermost === undefined || length(place) <= length(innermost)) innermost = place;
  }
  return innermost?.path;
}

function length({ source }: Place): number {
  return source.end - source.start;
}

function parseGraphMessage(value: Readonly<Record<string, unknown>>): ToDiagram | undefined {
  const { uri, version, graph, isPartial } = value;
  if (typeof uri !== 'string' || typeof version !== 'number' || typeof isPartial !== 'boolean')
    return undefined;
  return isGraph(graph) ? { type: 'graph', uri, version, graph, isPartial } : undefined;
}

function parseOverlayMessage({ overlay }: Readonly<Record<string, unknown>>): ToDiagram | undefined {
  if (overlay === null) return { type: 'overlay', overlay };
  return isOverlay(overlay) ? { type: 'overlay', overlay } : undefined;
}

function parseProgressMessage({ changes, title }: Readonly<Record<string, unknown>>): ToDiagram | undefined {
  if (title !== undefined && typeof title !== 'string') return undefined;
  if (!isChanges(changes)) return undefined;
  return { type: 'progress', changes, ...(title === undefined ? {} : { title }) };
}

function isOverlay(value: unknown): value is Overlay {
  return (
    hasTexts(value, ['kind', 'title', 'place']) &&
    isObject(value) &&
    isList(
      value.steps,
      (step) =>
        hasTexts(step, ['address', 'status', 'title']) &&
        isObject(step) &&
        isTexts(step.details) &&
        typeof step.isGone === 'boolean',
    )
  );
}

function isChanges(value: unknown): value is readonly StepChange[] {
  return isList(
    value,
    (change) =>
      hasTexts(change, ['address', 'status']) &&
      isObject(change) &&
      (change.details === undefined || isTexts(change.details)),
  );
}

function isTexts(value: unknown): boolean {
  return isList(value, (text) => typeof text === 'string');
}

function isGraph(value: unknown): value is Graph {
  if (!isObject(value)) return false;
  const { title, nodes, edges, notes, marks } = value;
  return (
    (title === undefined || hasTexts(title, ['path', 'title', 'text'])) &&
    isList(nodes, isNode) &&
    isList(edges, (edge) => hasTexts(edge, ['id', 'path', 'kind', 'from', 'to', 'label'])) &&
    isList(notes, (note) => hasTexts(note, ['path', 'kind', 'title', 'text'])) &&
    isList(marks, (mark) => hasTexts(mark, ['path']))
  );
}

function isNode(value: unknown): boolean {
  return (
    isObject(value) &&
    hasTexts(value, ['id', 'path', 'kind', 'caption', 'title', 'label']) &&
    isTexts(value.facts) &&
    isList(value.badges, (badge) => hasTexts(badge, ['path', 'kind', 'title', 'text'])) &&
    isList(value.children, isNode)
  );
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => typeof value[name] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
