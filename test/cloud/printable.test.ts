import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable } from '../../src/cloud/printable.ts';

describe('text from outside', () => {
  test.each([
    ['a\u001B[2Jb', 'a\\u{1b}[2Jb'],
    ['two\nlines\r\n', 'two\\u{a}lines\\u{d}\\u{a}'],
    ['\u0007bell\u0000', '\\u{7}bell\\u{0}'],
    ['turned \u202Etxt.exe', 'turned \\u{202e}txt.exe'],
    ['zero\u200Bwidth\uFEFF', 'zero\\u{200b}width\\u{feff}'],
    ['line\u2028paragraph\u2029', 'line\\u{2028}paragraph\\u{2029}'],
    ['half \uD83D', 'half \\u{d83d}'],
    ['C1 \u009B31m', 'C1 \\u{9b}31m'],
  ])('%j is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['vpc-uf6', '网络', 'Zürich – “A”', 'a  b', '👍'])('%s is shown as it is', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('never moves a cursor, whatever it is, and is the same when it is shown twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });

  test('is cut where it is too long, and not where it just fits', () => {
    expect(printable('abcdef', 4)).toBe('abcd…');
    expect(printable('abcd', 4)).toBe('abcd');
    expect(printable('x'.repeat(5_000))).toHaveLength(2_001);
  });

  test('that is cut within a character does not show half of it', () => {
    expect(printable('ab👍', 3)).toMatch(/^ab(\\u\{[0-9a-f]+\})?…$/);
  });
});
