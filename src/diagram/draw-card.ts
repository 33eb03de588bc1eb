/** The title above the map and the cards below it. */
import { badgeIcons } from './icons.ts';
import type { PlacedCard } from './positioned.ts';
import { described, glyph, markSign, shape, type Drawing } from './shapes.ts';
import { badgeFamilies } from './style.ts';
import { badgeWords } from './words.ts';
import { element, escapeXml, tag } from './xml.ts';

export function drawTitle(card: PlacedCard, drawing: Drawing): string {
  const { title, text, width, height, badge } = card;
  return drawn(card, drawing, 'graphics-object', [
    element('rect', { class: 'frame', width, height, rx: 6 }),
    element('text', { class: 'title', x: 4, y: 20 }, escapeXml(title)),
    ...(text === '' ? [] : [element('text', { class: 'fact', x: 4, y: 38 }, escapeXml(text))]),
    markSign(drawing.marks.get(badge.path), width + 4, 12),
  ]);
}

export function drawCard(card: PlacedCard, drawing: Drawing): string {
  const { title, text, width, height, badge } = card;
  return drawn(card, drawing, 'graphics-symbol', [
    element('rect', { class: 'frame', width, height, rx: 9 }),
    element('rect', { class: 'tile fill', x: 8, y: 8, width: 24, height: 24, rx: 6 }),
    glyph(badgeIcons[badge.kind], 11, 11, 18),
    element('text', { class: 'title', x: 40, y: text === '' ? 24 : 17 }, escapeXml(title)),
    ...(text === '' ? [] : [element('text', { class: 'fact', x: 40, y: 31 }, escapeXml(text))]),
    markSign(drawing.marks.get(badge.path), width - 4, 3),
  ]);
}

function drawn(card: PlacedCard, drawing: Drawing, role: string, body: readonly string[]): string {
  const { badge, x, y } = card;
  const kind = badge.kind === 'network' ? 'network' : 'card';
  const identity = {
    path: badge.path,
    id: badge.path,
    classes: [kind, `kind-${badge.kind}`, badgeFamilies[badge.kind]],
    description: described(badgeWords[badge.kind], badge.title, badge.text),
    role,
  };
  return `${tag('g', { transform: `translate(${x} ${y})` })}${shape(drawing, identity, body)}</g>`;
}
