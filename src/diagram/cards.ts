/** The cards below the map: what is asked of the network and how it is kept well, in rows. */
import type { GraphBadge } from './graph.ts';
import { fitted, textWidth, type TextStyle } from './measure.ts';
import type { PlacedCard } from './positioned.ts';

export const cardTitleStyle: TextStyle = { size: 11.5, isBold: true };
export const cardTextStyle: TextStyle = { size: 10.5, isBold: false };
export const networkTitleStyle: TextStyle = { size: 18, isBold: true };
export const networkTextStyle: TextStyle = { size: 12, isBold: false };

const cardHeight = 40;
const gap = 10;
const widestCard = 320;
/** For the glyph on the left and the space on both sides. */
const cardFrame = 46;

/** Cards from left to right, a new row where the width ends, and where another kind begins. */
export function placeCards(
  notes: readonly GraphBadge[],
  left: number,
  top: number,
  width: number,
): PlacedCard[] {
  let x = left;
  let y = top;
  let kind = notes[0]?.kind;
  return notes.map((note) => {
    const card = cardAt(note, x, y);
    const isNewRow = note.kind !== kind && kindsWithRows.has(note.kind);
    kind = note.kind;
    if (x > left && (isNewRow || card.x + card.width > left + width)) {
      x = left;
      y += cardHeight + gap;
    }
    const placed = { ...card, x, y };
    x += card.width + gap;
    return placed;
  });
}

export function placeTitle(title: GraphBadge, x: number, y: number): PlacedCard {
  const text = title.text;
  const width = Math.max(textWidth(title.title, networkTitleStyle), textWidth(text, networkTextStyle));
  return {
    badge: title,
    title: title.title,
    text,
    x,
    y,
    width: Math.ceil(width) + 14,
    height: text === '' ? 28 : 46,
  };
}

/** The others share a row: there are few of them. */
const kindsWithRows: ReadonlySet<GraphBadge['kind']> = new Set([
  'demand',
  'expectation',
  'monitoring',
  'unplaced',
]);

function cardAt(note: GraphBadge, x: number, y: number): PlacedCard {
  const title = fitted(note.title, widestCard, cardTitleStyle);
  const text = fitted(note.text, widestCard, cardTextStyle);
  const widest = Math.max(textWidth(title, cardTitleStyle), textWidth(text, cardTextStyle));
  return { badge: note, title, text, x, y, width: Math.ceil(widest) + cardFrame, height: cardHeight };
}
