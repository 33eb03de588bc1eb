/** The fixtures show cases beside the examples of the rules; here their fixes have to hold. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleById } from '../../src/rules/all.ts';
import { designFrom } from '../support/design.ts';
import { withoutMarks } from '../support/marks.ts';
import { fixedBy } from './fixed.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/rules');

describe.each(readdirSync(folder))('the fixes in %s', (name) => {
  const rule = ruleById(path.basename(name, '.hcnet').toUpperCase());
  const text = withoutMarks(readFileSync(path.join(folder, name), 'utf8'));

  test('leave text that parses, and no finding that has a fix', () => {
    if (rule === undefined) throw new Error(`no rule for ${name}`);
    const { syntaxErrors, findings } = designFrom(fixedBy(rule, text) ?? text);
    expect(syntaxErrors).toEqual([]);
    expect(findings([rule]).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });
});
