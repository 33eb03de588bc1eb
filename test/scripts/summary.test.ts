import { describe, expect, test } from 'vitest';
import { countTests, secondTry, total } from '../../scripts/lib/summary.mjs';

const MOCHA = `
  the extension
    ✔ is active (365ms)
    1) lists 3 passing fancies
  12 passing (576ms)
  1 failing
  1) the extension: 5 failing things`;
const VITEST = `
 Test Files  1 failed | 11 passed (12)
      Tests  2 failed | 118 passed (120)
   Duration  6.98s`;

describe('the summary of a test run', () => {
  test('is read from what Mocha prints', () => {
    expect(countTests(MOCHA)).toEqual({ passed: 12, failed: 1 });
  });

  test('is read from what Vitest prints, tests rather than files', () => {
    expect(countTests(VITEST)).toEqual({ passed: 118, failed: 2 });
  });

  test('is read through colours', () => {
    const coloured =
      '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m1 passed\u001b[39m\u001b[22m\u001b[90m (1)\u001b[39m';
    expect(countTests(coloured)).toEqual({ passed: 1, failed: 0 });
  });

  test('adds up several runners in one output', () => {
    expect(countTests(MOCHA + VITEST)).toEqual({ passed: 130, failed: 3 });
  });

  test('counts what had a second try once', () => {
    const again = `${secondTry({ passed: 3, failed: 2 })}\n      Tests  1 failed | 4 passed (5)`;
    expect(countTests(`${VITEST}\n${again}`)).toEqual({ passed: 119, failed: 1 });
  });

  test('is nothing where no tests ran', () => {
    expect(countTests('all files are formatted')).toEqual({ passed: 0, failed: 0 });
  });
});

describe('the last line', () => {
  test('counts a failed step without failed tests as one failure', () => {
    const lint = { code: 1, counts: { passed: 0, failed: 0 } };
    const unit = { code: 0, counts: { passed: 7, failed: 0 } };
    expect(total([lint, unit])).toEqual({ passed: 7, failed: 1 });
  });

  test('does not count failed tests twice', () => {
    expect(total([{ code: 1, counts: { passed: 7, failed: 2 } }])).toEqual({ passed: 7, failed: 2 });
  });
});
