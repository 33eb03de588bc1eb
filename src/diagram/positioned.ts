/** A graph in which everything has its place; all coordinates are the diagram's, from its top left corner. */
import type { BoxContent } from './box.ts';
import type { GraphBadge, GraphEdge, GraphMark, GraphNode } from './graph.ts';

export interface PositionedGraph {
  readonly width: number;
  readonly height: number;
  readonly title?: PlacedCard;
  /** Outer boxes before what they hold. */
  readonly nodes: readonly PositionedNode[];
  readonly edges: readonly PositionedEdge[];
  readonly notes: readonly PlacedCard[];
  readonly marks: readonly GraphMark[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

export interface PositionedNode extends Rectangle {
  readonly node: GraphNode;
  readonly content: BoxContent;
  /** The box around it; empty for an outermost one. */
  readonly parent: string;
}

export interface PositionedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  readonly label?: Rectangle;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The title, or a note: two lines of text. */
export interface PlacedCard extends Rectangle {
  readonly badge: GraphBadge;
  readonly title: string;
  readonly text: string;
}
