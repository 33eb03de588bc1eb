/** What stands in a box, and where: measured once, used for the box's size and for drawing it. */
import type { GraphBadge, GraphNode } from './graph.ts';
import { fitted, textWidth, type TextStyle } from './measure.ts';
import { tenths } from './tenths.ts';

export interface BoxContent {
  /** The least that the content needs. */
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  readonly badges: readonly PlacedBadge[];
}

export type TextRole = 'caption' | 'title' | 'label' | 'fact';

export interface PlacedText {
  readonly role: TextRole;
  /** From the box's left edge to the text, and from its top edge to the baseline. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedBadge {
  readonly badge: GraphBadge;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

export const textStyles: Readonly<Record<TextRole, TextStyle>> = {
  caption: { size: 9, isBold: true, spacing: 0.5 },
  title: { size: 13, isBold: true },
  label: { size: 11.5, isBold: false },
  fact: { size: 11, isBold: false },
};

export const badgeStyle: TextStyle = { size: 10.5, isBold: false };

export const padding = 12;
export const tileSize = 28;

const textLeft = padding + tileSize + 10;
const widestText = 250;
const badgeHeight = 18;
const badgeGap = 5;
const lineHeights: Readonly<Record<TextRole, number>> = { caption: 12, title: 17, label: 15, fact: 15 };

/** A box with boxes in it keeps its head low: label beside title, all facts in one line. */
export function contentOf(node: GraphNode): BoxContent {
  const texts = node.children.length > 0 ? headTexts(node) : stackedTexts(node);
  const textsBottom = texts.reduce((bottom, text) => Math.max(bottom, text.y + 4), 0);
  const top = Math.max(textsBottom + 5, padding + tileSize + 4);
  const badges = placeBadges(node.badges, node.children.length > 0 ? 2 * widestText : widestText, top);
  const right = Math.max(0, ...texts.map(rightOf), ...badges.map((badge) => badge.x + badge.width));
  const bottom = Math.max(textsBottom, padding + tileSize, ...badges.map((badge) => badge.y + badge.height));
  return { width: Math.ceil(right + padding), height: Math.ceil(bottom + padding), texts, badges };
}

export function placeBadge(badge: GraphBadge, x: number, y: number): PlacedBadge {
  const text = fitted(badge.title, widestText, badgeStyle);
  // Room for the glyph on the left and the round ends.
  const width = Math.ceil(textWidth(text, badgeStyle)) + 28;
  return { badge, x, y, width, height: badgeHeight, text };
}

function stackedTexts(node: GraphNode): PlacedText[] {
  const lines: [TextRole, string][] = [
    ['caption', node.caption],
    ['title', node.title],
    ['label', node.label],
    ...node.facts.map((fact): [TextRole, string] => ['fact', fact]),
  ];
  return stack(lines, widestText);
}

function headTexts(node: GraphNode): PlacedText[] {
  const texts = stack(
    [
      ['caption', node.caption],
      ['title', node.title],
      ['fact', node.facts.join(' · ')],
    ],
    2 * widestText,
  );
  const title = texts.find((text) => text.role === 'title');
  if (title === undefined || node.label === '') return texts;
  const text = fitted(node.label, widestText, textStyles.label);
  return [...texts, { role: 'label', x: tenths(rightOf(title) + 8), y: title.y, text }];
}

/** Lines below each other; empty ones take no room. */
function stack(lines: readonly (readonly [TextRole, string])[], width: number): PlacedText[] {
  const shown = lines.filter(([, text]) => text !== '');
  // A lone title stands in the middle of the icon's height.
  let y = shown.length === 1 ? padding + 5 : padding - 2;
  return shown.map(([role, text]) => {
    y += lineHeights[role];
    return { role, x: textLeft, y: y - 2, text: fitted(roleText(role, text), width, textStyles[role]) };
  });
}

function roleText(role: TextRole, text: string): string {
  return role === 'caption' ? text.toUpperCase() : text;
}

function placeBadges(badges: readonly GraphBadge[], width: number, top: number): PlacedBadge[] {
  let x = padding;
  let y = top;
  return badges.map((badge) => {
    const atOrigin = placeBadge(badge, 0, 0);
    if (x > padding && x + atOrigin.width > padding + tileSize + width) {
      x = padding;
      y += badgeHeight + badgeGap;
    }
    const placed = { ...atOrigin, x, y };
    x += placed.width + badgeGap;
    return placed;
  });
}

function rightOf(text: PlacedText): number {
  return text.x + textWidth(text.text, textStyles[text.role]);
}
