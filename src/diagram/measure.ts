/**
 * How wide a text is, known without a screen, so that the command line and the editor lay out alike.
 *
 * Latin letters have the advance widths of Helvetica's published metrics, which Arial and Liberation Sans share
 * and which common interface fonts stay within. Everything else goes by class: ideographs and kana are one em.
 */
export function textWidth(text: string, style: TextStyle): number {
  let advance = 0;
  for (const character of text) advance += advanceOf(character);
  return widthOf(advance, text.length, style);
}

export interface TextStyle {
  readonly size: number;
  readonly isBold: boolean;
  /** Extra space behind each letter. */
  readonly spacing?: number;
}

/** The text, or its beginning and `…` when it is wider than `width`. Never cuts a surrogate pair. */
export function fitted(text: string, width: number, style: TextStyle): string {
  if (textWidth(text, style) <= width) return text;
  let kept = '';
  let advance = advanceOf('…');
  for (const character of text) {
    advance += advanceOf(character);
    if (widthOf(advance, kept.length + character.length + 1, style) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** @param advance - in thousandths of an em: whole numbers, whose sum does not depend on the order */
function widthOf(advance: number, letters: number, style: TextStyle): number {
  return (advance / 1000) * style.size * (style.isBold ? boldFactor : 1) + letters * (style.spacing ?? 0);
}

const boldFactor = 1.09;

/** Advance widths of the characters from space to tilde, in thousandths of an em. */
const latin = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const zeroWidth = /\p{Mn}|\p{Me}|\p{Cf}/u;
// Arrows and other signs are drawn about as wide as ideographs.
const wide =
  /[←-⇿─-➿ᄀ-ᅟ⺀-〾ぁ-㏿㐀-䶿一-鿿ꀀ-꓏가-힣豈-﫿︰-﹏！-｠￠-￦]|[\u{1f000}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

/** In thousandths of an em. */
function advanceOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = latin[code - 32];
  if (known !== undefined) return known;
  if (wide.test(character)) return 1000;
  if (zeroWidth.test(character)) return 0;
  return 600;
}
