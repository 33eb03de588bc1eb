/** Lines and what is written on them. */
import type { GraphEdge } from './graph.ts';
import type { Point, PositionedEdge } from './positioned.ts';
import { described, markSign, shape, type Drawing } from './shapes.ts';
import { edgeFamilies } from './style.ts';
import { edgeWords } from './words.ts';
import { element, escapeXml, tag } from './xml.ts';
import { tenths } from './tenths.ts';

export function drawEdge({ edge, points }: PositionedEdge, drawing: Drawing): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const d = roundedPath(points);
  return shape(drawing, identity(edge), [
    element('path', { class: 'hit', d }),
    element('path', {
      'class': 'line stroke',
      d,
      'stroke-width': lineWidth(edge),
      'stroke-dasharray': dashes(edge),
    }),
    ...[first, last].map(({ x, y }) => element('circle', { class: 'end fill', cx: x, cy: y, r: 2.6 })),
  ]);
}

/** Drawn after all lines, so that none runs through the words. */
export function drawEdgeLabel({ edge, label, points }: PositionedEdge, drawing: Drawing): string {
  const mark = drawing.marks.get(edge.path);
  const ownMark = hasBox(edge) ? undefined : mark;
  if (label === undefined) {
    const middle = middleOf(points);
    return middle === undefined ? '' : markSign(ownMark, middle.x, middle.y);
  }
  const { x, y, width, height } = label;
  const attributes = {
    'class': `edge ${edgeFamilies[edge.kind]}`,
    'data-of': edge.path,
    'aria-hidden': 'true',
  };
  return [
    tag('g', attributes),
    element('rect', { class: 'plate stroke', x, y, width, height, rx: height / 2 }),
    element('text', { x: tenths(x + width / 2), y: tenths(y + height / 2 + 3.7) }, escapeXml(edge.label)),
    markSign(ownMark, tenths(x + width), y),
    '</g>',
  ].join('');
}

/** A line twice as thick carries a hundred times as much: 100 Mbps to 100 Gbps stay apart and none is a wall. */
export function lineWidth({ kind, bandwidthMbps }: Pick<GraphEdge, 'kind' | 'bandwidthMbps'>): number {
  if (kind !== 'circuit' && kind !== 'peering') return 1.5;
  if (bandwidthMbps === undefined || bandwidthMbps <= 100) return 1.6;
  return Math.min(6, Math.round((1.6 + 1.2 * Math.log10(bandwidthMbps / 100)) * 10) / 10);
}

/** Standby is dashed, a VPN is dashed more closely, PrivateLink is dotted. */
export function dashes({ kind, isStandby }: Pick<GraphEdge, 'kind' | 'isStandby'>): string | undefined {
  if (kind === 'vpn') return '5 4';
  if (isStandby) return '10 6';
  return kind === 'privatelink' ? '1.5 4' : undefined;
}

function identity(edge: GraphEdge) {
  return {
    path: edge.path,
    id: edge.id,
    classes: ['edge', `kind-${edge.kind}`, edgeFamilies[edge.kind]],
    description: described(edgeWords[edge.kind], edge.path, edge.label, edge.isStandby ? 'standby' : ''),
    role: hasBox(edge) ? '' : 'graphics-symbol',
  };
}

/** Where a box stands for the same element, the box speaks for both, and bears the mark. */
function hasBox({ path, from, to }: GraphEdge): boolean {
  return path === from || path === to;
}

/** Straight pieces with round corners. */
function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const from = towards(point, before);
      const to = towards(point, after);
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join('');
}

const cornerRadius = 7;

/** A point on the way from a corner to its neighbour, at most half way. */
function towards(corner: Point, neighbour: Point): Point {
  const dx = neighbour.x - corner.x;
  const dy = neighbour.y - corner.y;
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(cornerRadius, length / 2) / length;
  return { x: tenths(corner.x + dx * share), y: tenths(corner.y + dy * share) };
}

function middleOf(points: readonly Point[]): Point | undefined {
  const before = points[Math.ceil(points.length / 2) - 1];
  const after = points[Math.floor(points.length / 2)];
  if (before === undefined || after === undefined) return undefined;
  return { x: tenths((before.x + after.x) / 2), y: tenths((before.y + after.y) / 2) };
}
