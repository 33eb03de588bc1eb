/** What is known of a graph before anything is placed: sizes, ports, and the inside of boxes without lines. */
import { contentOf, type BoxContent } from './box.ts';
import { pack, type Pack } from './pack.ts';
import type { Graph, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import type { Size } from './positioned.ts';

export interface Measured {
  readonly contents: ReadonlyMap<string, BoxContent>;
  readonly ports: ReadonlyMap<string, Ports>;
  /** Boxes that no line enters further than their own edge: what is in them needs no router of lines. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** The least size of a box with what is in its head; of a box without boxes in it, its size. */
  readonly sizeOf: (node: GraphNode) => Size;
}

/** Ids of ports by side. */
export interface Ports {
  readonly west: readonly string[];
  readonly east: readonly string[];
}

export function measure(graph: Graph): Measured {
  const contents = new Map<string, BoxContent>();
  const widths = new Map<NodeKind, number>();
  forEachNode(graph.nodes, (node) => {
    const content = contentOf(node);
    contents.set(node.id, content);
    if (node.children.length > 0) return;
    const width = Math.ceil(content.width / widthStep) * widthStep;
    widths.set(node.kind, Math.max(width, widths.get(node.kind) ?? 0));
  });
  const sizeOf = (node: GraphNode): Size => {
    const { width = 0, height = 0 } = contents.get(node.id) ?? {};
    // Boxes of a kind are equally wide, so that their columns have straight edges.
    return node.children.length > 0 ? { width, height } : { width: widths.get(node.kind) ?? width, height };
  };
  const ports = portsOf(graph.edges);
  const packs = new Map<string, Pack>();
  for (const node of packable(graph.nodes, ports)) packs.set(node.id, pack(node, sizeOf));
  return { contents, ports, packs, sizeOf };
}

export function sourcePort(edge: GraphEdge): string {
  return `${edge.id}#out`;
}

export function targetPort(edge: GraphEdge): string {
  return `${edge.id}#in`;
}

/** Whether a line ends at the box's left edge, or anywhere in it. */
export function isEntered(node: GraphNode, ports: ReadonlyMap<string, Ports>): boolean {
  return (ports.get(node.id)?.west.length ?? 0) > 0 || node.children.some((child) => isEntered(child, ports));
}

/** Widths grow in steps, so that one more letter moves nothing. */
const widthStep = 16;

function portsOf(edges: readonly GraphEdge[]): Map<string, Ports> {
  const ports = new Map<string, { west: string[]; east: string[] }>();
  const at = (id: string) => {
    const found = ports.get(id) ?? { west: [], east: [] };
    ports.set(id, found);
    return found;
  };
  for (const edge of edges) {
    at(edge.from).east.push(sourcePort(edge));
    at(edge.to).west.push(targetPort(edge));
  }
  return ports;
}

/** The outermost boxes whose inside no line touches. */
function packable(nodes: readonly GraphNode[], ports: ReadonlyMap<string, Ports>): GraphNode[] {
  return nodes.flatMap((node) => {
    if (node.children.length === 0) return [];
    const isQuiet = node.children.every((child) => hasNoPorts(child, ports));
    return isQuiet ? [node] : packable(node.children, ports);
  });
}

function hasNoPorts(node: GraphNode, ports: ReadonlyMap<string, Ports>): boolean {
  return !ports.has(node.id) && node.children.every((child) => hasNoPorts(child, ports));
}

function forEachNode(nodes: readonly GraphNode[], visit: (node: GraphNode) => void): void {
  for (const node of nodes) {
    visit(node);
    forEachNode(node.children, visit);
  }
}
