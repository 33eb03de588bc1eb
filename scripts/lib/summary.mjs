/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */

/**
 * What to print before tests run a second time: these are counted then.
 * @param {Counts} counts of those tests, the first time
 */
export function secondTry({ passed, failed }) {
  return `A second try decides for the files of these tests: ${failed} failed, ${passed} passed.`;
}

/**
 * Adds up the summaries that Vitest and Mocha print, however many of them are in an output, and leaves out what a
 * second try took the place of.
 * @param {string} output
 * @returns {Counts}
 */
export function countTests(output) {
  const plain = output.replaceAll(ANSI, '');
  const vitest = [...plain.matchAll(VITEST)].map((match) => match[1] ?? '').join(' ');
  const again = [...plain.matchAll(SECOND_TRY)].map((match) => match[1] ?? '').join(' ');
  return {
    passed: sum(vitest, /(\d+) passed/g) + sum(plain, /^ *(\d+) passing \(/gm) - sum(again, /(\d+) passed/g),
    failed: sum(vitest, /(\d+) failed/g) + sum(plain, /^ *(\d+) failing$/gm) - sum(again, /(\d+) failed/g),
  };
}

/**
 * What the last line says. A step that failed without a failed test, such as the type check, counts as one failure, so
 * that nothing that reads this line takes a failed run for a good one.
 * @param {readonly { readonly code: number, readonly counts: Counts }[]} steps
 * @returns {Counts}
 */
export function total(steps) {
  const failed = steps.map(({ code, counts }) => (code !== 0 ? Math.max(1, counts.failed) : counts.failed));
  return {
    passed: steps.reduce((all, { counts }) => all + counts.passed, 0),
    failed: failed.reduce((all, each) => all + each, 0),
  };
}

// eslint's rule against control characters does not apply: the colours of a terminal are made of one.
const ANSI = /\u001b\[[0-9;]*m/g;
const SECOND_TRY = /^A second try decides for the files of these tests: (.*)$/gm;
const VITEST = /^ *Tests +(.*)$/gm;

/**
 * @param {string} text
 * @param {RegExp} pattern with the number as its first group
 */
const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((all, match) => all + Number(match[1]), 0);
