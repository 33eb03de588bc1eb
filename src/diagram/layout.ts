/** Finds a place for everything. This is the only file that knows ELK. */
import type { ElkExtendedEdge, ElkNode, ElkPoint, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api.js';
import { contentOf } from './box.ts';
import { placeCards, placeTitle } from './cards.ts';
import type { Graph, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { edgeLabelStyle } from './label.ts';
import { textWidth } from './measure.ts';
import { isEntered, measure, sourcePort, targetPort, type Measured, type Ports } from './measured.ts';
import { boxGap, columnsFor, groupPadding, type Pack } from './pack.ts';
import type { Point, PositionedEdge, PositionedGraph, PositionedNode, Rectangle } from './positioned.ts';
import { tenths } from './tenths.ts';

/** What of ELK is needed: its in-process build, or anything that answers like it. */
export interface Elk {
  layout: (graph: ElkNode) => Promise<ElkNode>;
}

/** ELK in this process: for the command line, for tests, and inside of the page's worker. */
export async function inProcessElk(): Promise<Elk> {
  const { default: bundle } = await import('elkjs/lib/elk.bundled.js');
  const elk = new bundle.default();
  return { layout: (graph) => elk.layout(graph) };
}

/** Equal graphs get equal places. Marks take no room, so findings move nothing. */
export async function layout(graph: Graph, elk: Elk): Promise<PositionedGraph> {
  const measured = measure(graph);
  const placed = await elk.layout(elkGraph(graph, measured));
  const title = graph.title === undefined ? undefined : placeTitle(graph.title, margin, margin);
  const top = margin + (title === undefined ? 0 : title.height + 14);
  const shift = { x: margin, y: top };
  const nodes = graph.nodes.flatMap((node) => positionedNodes(node, { placed, parent: '' }, measured, shift));
  const edges = positionedEdges(graph.edges, placed, shift);
  const width = Math.max(placed.width ?? 0, title?.width ?? 0, graph.notes.length > 0 ? narrowestNotes : 0);
  const mapBottom = top + (placed.height ?? 0);
  const notes = placeCards(graph.notes, margin, mapBottom + 28, width);
  const bottom = Math.max(mapBottom, ...notes.map((note) => note.y + note.height));
  return {
    ...{ width: Math.ceil(width + 2 * margin), height: Math.ceil(bottom + margin) },
    ...(title === undefined ? {} : { title }),
    ...{ nodes, edges, notes, marks: graph.marks },
  };
}

const margin = 24;
const narrowestNotes = 640;

// ELK hands no option down, so every container gets all of them. `considerModelOrder` would throw on containers.
const containerOptions: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.separateConnectedComponents': 'false',
  'elk.partitioning.activate': 'true',
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  // Tries at fewer crossings. Over fifty designs 7, the default, left 65, 4 left 73 in three quarters of the time, 1 left 140.
  'elk.layered.thoroughness': '4',
  'elk.layered.edgeLabels.centerLabelPlacementStrategy': 'MEDIAN_LAYER',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.nodeNode': String(boxGap),
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '2',
  'elk.spacing.portPort': '14',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
};

/** The reading order of the outermost boxes, from left to right. */
const columns: Readonly<Record<NodeKind, number>> = {
  'site': 0,
  'router': 0,
  'access-point': 1,
  'circuit': 1,
  'vbr': 1,
  'vpn': 1,
  'ecr': 2,
  'region-peering': 2,
  'region': 3,
  'transit-router': 3,
  'vpc': 3,
  'vswitch': 3,
  'endpoint': 3,
  'service': 3,
  'cloud-services': 3,
  'internet': 4,
};

function elkGraph(graph: Graph, measured: Measured): ElkNode {
  const children = graph.nodes.map((node) => elkNode(node, measured));
  const edges = [...graph.edges.map(elkEdge), ...graph.nodes.flatMap((node) => orderEdges(node, measured))];
  const layoutOptions = { ...containerOptions, 'elk.padding': '[left=0,top=0,right=0,bottom=0]' };
  return { id: 'root', layoutOptions, children, edges };
}

function elkNode(node: GraphNode, measured: Measured): ElkNode {
  const { width, height } = measured.packs.get(node.id) ?? measured.sizeOf(node);
  const shape: LayoutOptions = {
    'elk.partitioning.partition': String(columns[node.kind]),
    'elk.alignment': 'LEFT',
    'elk.portConstraints': 'FIXED_SIDE',
    'elk.nodeSize.constraints': 'PORTS MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${width},${height})`,
  };
  const common = { id: node.id, width, height, ports: elkPorts(measured.ports.get(node.id)) };
  if (node.children.length === 0 || measured.packs.has(node.id)) return { ...common, layoutOptions: shape };
  const padding = `[left=${groupPadding},top=${height + 2},right=${groupPadding},bottom=${groupPadding}]`;
  return {
    ...common,
    layoutOptions: { ...containerOptions, ...shape, 'elk.padding': padding },
    children: node.children.map((child) => elkNode(child, measured)),
  };
}

function elkPorts(ports: Ports | undefined): ElkPort[] {
  if (ports === undefined) return [];
  const port = (id: string, side: string): ElkPort => ({
    ...{ id, width: 0, height: 0 },
    layoutOptions: { 'elk.port.side': side },
  });
  return [...ports.west.map((id) => port(id, 'WEST')), ...ports.east.map((id) => port(id, 'EAST'))];
}

function elkEdge(edge: GraphEdge): ElkExtendedEdge {
  const ends = { id: edge.id, sources: [sourcePort(edge)], targets: [targetPort(edge)] };
  if (edge.label === '') return ends;
  const width = Math.ceil(textWidth(edge.label, edgeLabelStyle)) + 14;
  const layoutOptions = { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' };
  return {
    ...ends,
    labels: [{ id: `${edge.id}#label`, text: edge.label, width, height: 18, layoutOptions }],
  };
}

/** Lines that are never drawn, and that say what stands to the right of what. */
function orderEdges(node: GraphNode, measured: Measured): ElkExtendedEdge[] {
  if (measured.packs.has(node.id)) return [];
  const routers = node.children.filter((child) => child.kind === 'transit-router');
  const others = node.children.filter((child) => child.kind !== 'transit-router');
  const first = routers[0];
  // What hangs on nothing stands to the right of the transit routers all the same.
  const loose = first === undefined ? [] : others.filter((child) => !isEntered(child, measured.ports));
  // Many boxes stand in several columns, since one would be taller than any screen.
  const rows = Math.ceil(others.length / columnsFor(node.kind, others.length));
  return [
    ...loose.flatMap((child) => orderEdge(first, child)),
    ...others.slice(rows).flatMap((child, i) => orderEdge(others[i], child)),
    ...node.children.flatMap((child) => orderEdges(child, measured)),
  ];
}

function orderEdge(from: GraphNode | undefined, to: GraphNode): ElkExtendedEdge[] {
  return from === undefined
    ? []
    : [{ id: `order:${from.id}:${to.id}`, sources: [from.id], targets: [to.id] }];
}

/** From ELK, or inside of a packed box from there. */
function positionedNodes(
  node: GraphNode,
  around: { readonly placed: ElkNode; readonly parent: string },
  measured: Measured,
  shift: Point,
): PositionedNode[] {
  const placed = around.placed.children?.find((child) => child.id === node.id);
  if (placed === undefined) return [];
  const own = positionedNode(node, around.parent, measured, rectangle(placed, shift));
  const pack = measured.packs.get(node.id);
  if (pack !== undefined) return [own, ...packedNodes(node, pack, measured, own)];
  const inside = { placed, parent: node.id };
  return [own, ...node.children.flatMap((child) => positionedNodes(child, inside, measured, shift))];
}

function packedNodes(node: GraphNode, pack: Pack, measured: Measured, corner: Point): PositionedNode[] {
  return node.children.flatMap((child) => {
    const place = pack.places.get(child.id);
    if (place === undefined) return [];
    return [
      positionedNode(child, node.id, measured, rectangle(place, corner)),
      ...packedNodes(child, pack, measured, corner),
    ];
  });
}

function positionedNode(
  node: GraphNode,
  parent: string,
  measured: Measured,
  place: Rectangle,
): PositionedNode {
  const content = measured.contents.get(node.id) ?? contentOf(node);
  return { node, content, parent, ...place };
}

function positionedEdges(edges: readonly GraphEdge[], placed: ElkNode, shift: Point): PositionedEdge[] {
  const found = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  return edges.flatMap((edge) => {
    const routed = found.get(edge.id);
    if (routed === undefined) return [];
    const points = (routed.sections ?? []).flatMap((section) => [
      section.startPoint,
      ...(section.bendPoints ?? []),
      section.endPoint,
    ]);
    const label = routed.labels?.[0];
    return [
      {
        edge,
        points: points.map((point) => moved(point, shift)),
        ...(label === undefined ? {} : { label: rectangle(label, shift) }),
      },
    ];
  });
}

function rectangle(shape: Partial<Rectangle>, shift: Point): Rectangle {
  const { x = 0, y = 0, width = 0, height = 0 } = shape;
  return { ...moved({ x, y }, shift), width: tenths(width), height: tenths(height) };
}

function moved(point: ElkPoint, by: Point): Point {
  return { x: tenths(point.x + by.x), y: tenths(point.y + by.y) };
}
