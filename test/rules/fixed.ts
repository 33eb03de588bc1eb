/** Takes the quick fixes of a rule, one after the other, as a person would. */
import { writeFix } from '../../src/language/fixes.ts';
import type { TextEdit } from '../../src/language/text-edits.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { designFrom } from '../support/design.ts';

/** The text after all fixes; `undefined` when the rule offers none for it. */
export function fixedBy(rule: Rule, text: string): string | undefined {
  let fixed: string | undefined;
  // Each fix ends its finding, so there are never more rounds than findings.
  for (let rounds = designFrom(text).findings([rule]).length; rounds > 0; rounds -= 1) {
    const { design, findings } = designFrom(fixed ?? text);
    const fix = findings([rule]).find((finding) => finding.fix !== undefined)?.fix;
    if (fix === undefined) return fixed;
    fixed = applied(fixed ?? text, writeFix(design, fix));
  }
  return fixed;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const fromTheEnd = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return fromTheEnd.reduce(
    (done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end),
    text,
  );
}
