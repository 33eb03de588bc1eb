/** A box as it is drawn when the whole map has to fit a small panel: its sign and its name, as large as they can be. */
import { padding, textStyles, tileSize } from './box.ts';
import { nodeIcons } from './icons.ts';
import { fitted, textWidth } from './measure.ts';
import type { PositionedNode } from './positioned.ts';
import { glyph } from './shapes.ts';
import { element, escapeXml, tag } from './xml.ts';
import { tenths } from './tenths.ts';

export function drawFar({ node, width, height }: PositionedNode): string {
  const isGroup = node.children.length > 0;
  const tile = isGroup ? tileSize : Math.min(largestTile, height - 2 * padding);
  const top = isGroup ? padding : (height - tile) / 2;
  const left = padding + tile + 10;
  const room = width - left - padding;
  const size = Math.min(largestName, (smallestName * room) / Math.max(1, textWidth(node.title, style)));
  const name = size < smallestName ? fitted(node.title, room, style) : node.title;
  const shownSize = Math.max(smallestName, Math.floor(size * 2) / 2);
  const y = tenths(top + tile / 2 + shownSize * 0.36);
  return [
    tag('g', { class: 'far' }),
    element('rect', {
      class: 'tile fill',
      x: padding,
      y: top,
      width: tile,
      height: tile,
      rx: tenths(tile / 4),
    }),
    glyph(nodeIcons[node.kind], padding + tile * 0.14, top + tile * 0.14, tile * 0.72),
    element('text', { 'class': 'title', 'x': left, y, 'font-size': shownSize }, escapeXml(name)),
    '</g>',
  ].join('');
}

const style = textStyles.title;
const smallestName = style.size;
const largestName = 24;
const largestTile = 40;
