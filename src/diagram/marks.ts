/** Findings, gathered on what is drawn. */
import type { FindingMark, GraphBadge, GraphEdge, GraphMark, GraphNode } from './graph.ts';
import { sortedBy } from './order.ts';

/** The paths of everything that the diagram shows. */
export function drawnPaths(drawn: {
  readonly title?: GraphBadge;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly notes: readonly GraphBadge[];
}): ReadonlySet<string> {
  const paths = new Set<string>();
  if (drawn.title !== undefined) paths.add(drawn.title.path);
  for (const node of drawn.nodes) addNode(paths, node);
  for (const each of [...drawn.edges, ...drawn.notes]) paths.add(each.path);
  paths.delete('');
  return paths;
}

export function marksOf(findings: readonly FindingMark[], drawn: ReadonlySet<string>): GraphMark[] {
  const byPath = new Map<string, FindingMark[]>();
  for (const finding of findings) {
    const path = nearestDrawn(finding.path, drawn);
    if (path === undefined) continue;
    byPath.set(path, [...(byPath.get(path) ?? []), finding]);
  }
  const marks = [...byPath].map(([path, found]) => ({
    path,
    errors: count(found, 'error'),
    warnings: count(found, 'warning'),
    infos: count(found, 'info'),
    messages: found.map((finding) => finding.message),
  }));
  return sortedBy(marks, (mark) => mark.path);
}

/** The element itself or the innermost element around it: `vbr.a/bgp/bfd` leads to `vbr.a`. */
export function nearestDrawn(path: string, drawn: ReadonlySet<string>): string | undefined {
  for (let rest = path; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')))) {
    if (drawn.has(rest)) return rest;
  }
  return undefined;
}

function addNode(paths: Set<string>, node: GraphNode): void {
  paths.add(node.path);
  for (const badge of node.badges) paths.add(badge.path);
  for (const child of node.children) addNode(paths, child);
}

function count(findings: readonly FindingMark[], severity: FindingMark['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
