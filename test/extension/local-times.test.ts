import { expect, test } from 'vitest';
import { withLocalTimes } from '../../src/extension/local-times.ts';

const here = { now: Date.parse('2026-11-26T16:00:00Z'), locale: 'en-US', timeZone: 'Asia/Shanghai' };

test.each([
  ['since 2026-11-26T15:19:26.663Z', 'since 11:19 PM'],
  // Now it is past midnight in Shanghai.
  ['apply, process 1, since 2026-11-26T16:00:00Z.', 'apply, process 1, since 12:00 AM.'],
])('%s', (text, words) => {
  const now = Date.parse(/20\S+Z/.exec(text)?.[0] ?? '') + 60_000;
  expect(plainSpaces(withLocalTimes(text, { ...here, now }))).toBe(words);
});

test('a time of another day has its date, and what is no time stays as it is', () => {
  expect(plainSpaces(withLocalTimes('2026-11-25T01:02:03Z', here))).toBe('Nov 25, 2026, 9:02 AM');
  expect(withLocalTimes('CEN 2026-11-26 of 10.0.0.0/8', here)).toBe('CEN 2026-11-26 of 10.0.0.0/8');
});

/** Newer versions of Node put a narrow space before AM. */
function plainSpaces(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}
