/** A fix that raises an error elsewhere only moves the trouble; here none may, whatever rule offers it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allRules } from '../../src/rules/all.ts';
import type { Finding } from '../../src/rules/rule.ts';
import type { TestDesign } from '../support/design.ts';
import { designFrom } from '../support/design.ts';
import { withoutMarks } from '../support/marks.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/rules');
const sample = path.resolve(import.meta.dirname, '../../samples/faults.hcnet');

const designs: readonly (readonly [string, string])[] = [
  ...allRules.flatMap(({ id, examples: { bad, good } }) => [
    [`the bad example of ${id}`, bad] as const,
    [`the good example of ${id}`, good] as const,
  ]),
  ...readdirSync(fixtures).map((name) => [name, readFileSync(path.join(fixtures, name), 'utf8')] as const),
  ['samples/faults.hcnet', readFileSync(sample, 'utf8')],
];

describe.each(designs.map(([name, text]) => [name, withoutMarks(text)] as const))('in %s', (_, text) => {
  const before = designFrom(text);

  test('every fix ends its finding, and brings no error of its own', () => {
    for (const finding of before.findings(allRules)) {
      if (finding.fix === undefined) continue;
      const { id } = finding.rule;
      const after = designFrom(before.fixed(finding));
      expect(after.syntaxErrors, id).toEqual([]);
      expect(after.findings([finding.rule]).map(saying), id).not.toContain(saying(finding));
      expect(newErrors(before, after), `${id}: ${finding.fix.title}`).toEqual([]);
    }
  });
});

/** Errors of rules by rule and element, and those about the text itself. */
function newErrors(before: TestDesign, after: TestDesign): readonly string[] {
  const known = new Set(errors(before));
  return errors(after).filter((error) => !known.has(error));
}

function errors(design: TestDesign): readonly string[] {
  const ofRules = design.findings(allRules).filter(({ rule }) => rule.severity === 'error');
  const ofText = design.shown().filter(({ severity }) => severity === 'error');
  return [
    ...ofRules.map(({ rule, element }) => `${rule.id} ${element.path}`),
    ...ofText.map(({ message }) => message),
  ];
}

function saying({ element, message }: Finding): string {
  return `${element.path}: ${message}`;
}
