import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, textWidth } from '../../src/diagram/measure.ts';

const style = { size: 10, isBold: false };

test('an ideograph is as wide as the letters are high', () => {
  expect(textWidth('上海', style)).toBe(20);
});

test('marks that combine with a letter take no room of their own', () => {
  expect(textWidth('e\u0301', style)).toBe(textWidth('e', style));
});

test('a text that is cut fits, ends in an ellipsis and begins as before', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 12, max: 80 }),
      (text, width) => {
        const cut = fitted(text, width, style);
        if (cut === text) return textWidth(text, style) <= width;
        return (
          textWidth(cut, style) <= width &&
          cut.endsWith('…') &&
          text.startsWith(cut.slice(0, -1)) &&
          cut.isWellFormed()
        );
      },
    ),
    // Widths that add up exactly, where summing fractions of an em did not.
    { examples: [['ﬀ⺀¡ ', 28]], numRuns: 1000 },
  );
});
