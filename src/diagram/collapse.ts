/** A smaller picture of the same design: boxes closed over what they hold. */
import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** Closes the boxes with these ids. Lines to what is inside end at the closed box, each pair of ends once. */
export function collapsed(graph: Graph, closed: ReadonlySet<string>): Graph {
  const standIns = new Map<string, string>();
  const nodes = graph.nodes.map((node) => closeIn(node, closed, standIns));
  if (standIns.size === 0) return graph;
  const edges = graph.edges.map((edge) => ({
    ...edge,
    from: standIns.get(edge.from) ?? edge.from,
    to: standIns.get(edge.to) ?? edge.to,
  }));
  return { ...graph, nodes, edges: distinct(edges) };
}

function closeIn(node: GraphNode, closed: ReadonlySet<string>, standIns: Map<string, string>): GraphNode {
  if (node.children.length === 0) return node;
  if (!closed.has(node.id)) {
    return { ...node, children: node.children.map((child) => closeIn(child, closed, standIns)) };
  }
  const hidden = hideAll(node.children, node.id, standIns);
  return { ...node, children: [], facts: [...node.facts, hidden === 1 ? '1 inside' : `${hidden} inside`] };
}

function hideAll(nodes: readonly GraphNode[], standIn: string, standIns: Map<string, string>): number {
  let count = 0;
  for (const node of nodes) {
    standIns.set(node.id, standIn);
    count += 1 + hideAll(node.children, standIn, standIns);
  }
  return count;
}

function distinct(edges: readonly GraphEdge[]): GraphEdge[] {
  const seen = new Set<string>();
  return edges.filter((edge) => {
    const key = JSON.stringify([edge.kind, edge.from, edge.to]);
    if (edge.from === edge.to || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
