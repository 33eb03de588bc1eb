/** Everything with a path, once, in the order in which a person reads the map: for the keyboard. */
import { compareNames } from './order.ts';
import type { PositionedGraph, PositionedNode, Rectangle } from './positioned.ts';

export interface Stop extends Rectangle {
  readonly path: string;
  /** A badge or a line: Tab goes there, the arrows go from box to box. */
  readonly isMinor: boolean;
}

/** The title, boxes from the left with what is in them, lines that no box stands for, and the notes. */
export function readingOrder(diagram: PositionedGraph): Stop[] {
  const title = diagram.title === undefined ? [] : [at(diagram.title.badge.path, diagram.title)];
  const notes = diagram.notes.map((note) => at(note.badge.path, note));
  const byParent = Map.groupBy(diagram.nodes, (node) => node.parent);
  const stops = [...title, ...nodeStops('', byParent), ...edgeStops(diagram), ...notes];
  const seen = new Set(['']);
  return stops.filter(({ path }) => !seen.has(path) && seen.add(path));
}

function nodeStops(parent: string, byParent: ReadonlyMap<string, readonly PositionedNode[]>): Stop[] {
  return [...(byParent.get(parent) ?? [])]
    .sort(compareNodes)
    .flatMap((placed) => [
      at(placed.node.path, placed),
      ...placed.content.badges.map(({ badge, x, y, width, height }) =>
        minor(badge.path, { x: placed.x + x, y: placed.y + y, width, height }),
      ),
      ...nodeStops(placed.node.id, byParent),
    ]);
}

function edgeStops(diagram: PositionedGraph): Stop[] {
  return diagram.edges.flatMap(({ edge, points }) => {
    const middle = points[Math.floor(points.length / 2)];
    return middle === undefined ? [] : [minor(edge.path, { ...middle, width: 0, height: 0 })];
  });
}

function compareNodes(a: PositionedNode, b: PositionedNode): number {
  return a.x - b.x || a.y - b.y || compareNames(a.node.id, b.node.id);
}

function at(path: string, { x, y, width, height }: Rectangle): Stop {
  return { path, x, y, width, height, isMinor: false };
}

function minor(path: string, area: Rectangle): Stop {
  return { ...at(path, area), isMinor: true };
}
