/** Boxes. */
import { padding, tileSize, type PlacedBadge } from './box.ts';
import { drawFar } from './draw-far.ts';
import { badgeIcons, nodeIcons } from './icons.ts';
import type { GraphNode } from './graph.ts';
import type { PositionedNode } from './positioned.ts';
import { described, glyph, markSign, shape, type Drawing } from './shapes.ts';
import { badgeFamilies, nodeFamilies } from './style.ts';
import { badgeWords } from './words.ts';
import { element, escapeXml, tag } from './xml.ts';

export function drawNode(placed: PositionedNode, drawing: Drawing): string {
  const { node, content, x, y, width, height } = placed;
  const isGroup = node.children.length > 0;
  const identity = {
    path: node.path,
    id: node.id,
    classes: ['node', isGroup ? 'group' : 'leaf', `kind-${node.kind}`, nodeFamilies[node.kind]],
    description: described(node.caption, node.title, node.label, ...node.facts),
    role: isGroup ? 'graphics-object' : 'graphics-symbol',
  };
  const near = [
    element('rect', { class: 'tile fill', x: padding, y: padding, width: tileSize, height: tileSize, rx: 7 }),
    glyph(nodeIcons[node.kind], padding + 4, padding + 4, 20),
    ...content.texts.map(({ role, x, y, text }) =>
      element('text', { class: role === 'caption' ? 'caption fill' : role, x, y }, escapeXml(text)),
    ),
    ...content.badges.map((badge) => drawBadge(badge, drawing)),
  ].join('');
  const body = [
    element('rect', { class: isGroup ? 'frame stroke fill' : 'frame', width, height, rx: isGroup ? 12 : 9 }),
    ...(drawing.isInteractive ? [`${tag('g', { class: 'near' })}${near}</g>`, drawFar(placed)] : [near]),
    markSign(drawing.marks.get(node.path), width - 4, 3),
  ];
  return at(x, y, shape(drawing, identity, body) + toggle(node, drawing));
}

/** In the page, a box that holds others can be closed over them, and opened again. */
function toggle(node: GraphNode, { isInteractive, closed }: Drawing): string {
  const isClosed = closed.has(node.id);
  if (!isInteractive || (node.children.length === 0 && !isClosed)) return '';
  const start = tag('g', {
    'class': `toggle ${nodeFamilies[node.kind]}`,
    'data-toggle': node.id,
    'transform': `translate(${padding + tileSize - 2} ${padding + tileSize - 2})`,
    'aria-hidden': 'true',
  });
  const sign = element('path', { class: 'glyph stroke', d: isClosed ? 'M-3 0H3M0-3V3' : 'M-3 0H3' });
  return `${start}${element('circle', { class: 'frame', r: 6.5 })}${sign}</g>`;
}

function drawBadge({ badge, x, y, width, height, text }: PlacedBadge, drawing: Drawing): string {
  const identity = {
    path: badge.path,
    id: badge.path,
    classes: ['badge', `kind-${badge.kind}`, badgeFamilies[badge.kind]],
    description: described(badgeWords[badge.kind], badge.title, badge.text),
    role: 'graphics-symbol',
  };
  const body = [
    element('rect', { class: 'frame stroke', width, height, rx: height / 2 }),
    glyph(badgeIcons[badge.kind], 5, 3, 12),
    element('text', { x: 20, y: 12.7 }, escapeXml(text)),
    markSign(drawing.marks.get(badge.path), width, 3, 0.8),
  ];
  return at(x, y, shape(drawing, identity, body));
}

function at(x: number, y: number, content: string): string {
  return `${tag('g', { transform: `translate(${x} ${y})` })}${content}</g>`;
}
