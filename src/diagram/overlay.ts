/** What is drawn over a diagram: what a plan would do, how far a run is, what drifted. Plain data. */
import { collapsed } from './collapse.ts';
import type { Graph, GraphNode } from './graph.ts';
import { drawnPaths, nearestDrawn } from './marks.ts';

export interface Overlay {
  readonly kind: 'plan' | 'run' | 'drift';
  /** A headline: `Plan for 'retail'`. */
  readonly title: string;
  /** Where: `emulator at 127.0.0.1:4010`. */
  readonly place: string;
  readonly steps: readonly OverlayStep[];
}

/** Something about one resource. */
export interface OverlayStep {
  /** As in the state: the path of an element, or one that begins with it. Unique in an overlay. */
  readonly address: string;
  readonly status: Status;
  /** What the resource is: `BGP peer`. */
  readonly title: string;
  /** Why, one line for each reason. */
  readonly details: readonly string[];
  /** It is no longer in the text, so nothing but a shape of exactly its address stands for it. */
  readonly isGone: boolean;
}

/** What became of a step. */
export type StepChange = Pick<OverlayStep, 'address' | 'status'> & { readonly details?: readonly string[] };

/** The first of those that meet at one shape is the one that is shown. */
export const statuses = [
  // Of a run.
  'failed',
  'running',
  'waiting',
  'skipped',
  // Of what is there.
  'missing',
  'unknown',
  // Of a plan.
  'delete',
  'replace',
  'drifted',
  'update',
  'people',
  'done',
  'forgotten',
  // Last of a run: a shape of which anything is left is not gone.
  'deleted',
  'create',
  'adopt',
  'move',
  'forget',
  'unseen',
] as const;

export type Status = (typeof statuses)[number];

/** What stands for each step in a picture. */
export interface Placement {
  /** By address: the path of a shape, or the id of a box that nobody declared. */
  readonly keys: ReadonlyMap<string, string>;
  /** What nothing on the picture stands for. */
  readonly asides: readonly OverlayStep[];
}

/** All that is said about one shape. */
export interface ShapeMark {
  readonly status: Status;
  /** Not empty; in the order of the overlay. */
  readonly steps: readonly OverlayStep[];
  /** How many of them are over. */
  readonly over: number;
}

export function withChanges(overlay: Overlay, changes: readonly StepChange[]): Overlay {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const steps = overlay.steps.map((step) => ({ ...step, ...byAddress.get(step.address) }));
  return { ...overlay, steps };
}

/** @param closed ids of the boxes that are closed over what they hold */
export function placementOf(overlay: Overlay, graph: Graph, closed: ReadonlySet<string>): Placement {
  const drawn = drawnPaths(graph);
  const hidden = hiddenPaths(graph, closed);
  const keys = new Map<string, string>();
  const asides: OverlayStep[] = [];
  for (const step of overlay.steps) {
    // `vpn.office#1` makes way for another kind of thing at `vpn.office`.
    const address = step.address.replace(/#.*$/s, '');
    const path = step.isGone ? exactly(address, drawn) : nearestDrawn(address, drawn);
    if (path === undefined) asides.push(step);
    else keys.set(step.address, hidden.get(path) ?? path);
  }
  return { keys, asides };
}

/** By the key of the shape. */
export function marksOn(steps: readonly OverlayStep[], { keys }: Placement): ReadonlyMap<string, ShapeMark> {
  const placed = steps.filter(({ address }) => keys.has(address));
  const byKey = Map.groupBy(placed, ({ address }) => keys.get(address) ?? '');
  return new Map([...byKey].map(([key, own]) => [key, markOf(own)]));
}

export function countByStatus(steps: readonly OverlayStep[]): ReadonlyMap<Status, number> {
  const counts = new Map<Status, number>();
  for (const { status } of steps) counts.set(status, (counts.get(status) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => statuses.indexOf(a) - statuses.indexOf(b)));
}

export function isOver(status: Status): boolean {
  return isWellOver(status) || status === 'failed' || status === 'skipped';
}

/** It came to what it was for. */
export function isWellOver(status: Status): boolean {
  return status === 'done' || status === 'forgotten' || status === 'deleted';
}

function markOf(steps: readonly OverlayStep[]): ShapeMark {
  const present = new Set(steps.map(({ status }) => status));
  const status = statuses.find((each) => present.has(each)) ?? 'unseen';
  return { status, steps, over: steps.filter((step) => isOver(step.status)).length };
}

function exactly(path: string, drawn: ReadonlySet<string>): string | undefined {
  return drawn.has(path) ? path : undefined;
}

/** What a closed box hides, with the id of that box. */
function hiddenPaths(graph: Graph, closed: ReadonlySet<string>): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  const boxes = new Map<string, string>();
  const visit = (node: GraphNode, host: string | undefined) => {
    if (host !== undefined) {
      boxes.set(node.id, host);
      for (const { path } of [node, ...node.badges]) hosts.set(path, host);
    }
    const inner = host ?? (closed.has(node.id) ? node.id : undefined);
    for (const child of node.children) visit(child, inner);
  };
  for (const node of graph.nodes) visit(node, undefined);
  if (boxes.size === 0) return hosts;
  const shown = drawnPaths(collapsed(graph, closed));
  for (const { path, from, to } of graph.edges) {
    const host = boxes.get(from) ?? boxes.get(to);
    if (host !== undefined && !shown.has(path)) hosts.set(path, host);
  }
  // Some elements have several boxes, and one of them may still be seen.
  for (const path of shown) hosts.delete(path);
  return hosts;
}
