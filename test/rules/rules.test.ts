/** What holds for every rule; the cases are the examples in the rules' own files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allRules, ruleById } from '../../src/rules/all.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { designFrom } from '../support/design.ts';
import { marksIn, withoutMarks } from '../support/marks.ts';
import { fixedBy } from './fixed.ts';

const root = path.resolve(import.meta.dirname, '../..');
const fixtureFolder = path.join(root, 'test/fixtures/rules');
const fixtures = readdirSync(fixtureFolder);

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const { bad, good } = rule.examples;

  test('finds in the bad example exactly what is marked', () => {
    expect(designFrom(bad).syntaxErrors).toEqual([]);
    expect(marksIn(bad)).not.toEqual([]);
    expect(designFrom(bad).marks([rule])).toEqual(marksIn(bad));
  });

  test('finds nothing in the good example', () => {
    expect(designFrom(good).syntaxErrors).toEqual([]);
    expect(designFrom(good).marks([rule])).toEqual([]);
  });

  test('its fixes make the good example of the bad one', () => {
    const fixed = fixedBy(rule, withoutMarks(bad));
    if (fixed === undefined) return;
    expect(plain(fixed)).toBe(plain(good));
  });

  test('says what it is about, in the manner of the house', () => {
    expect(rule.title).toMatch(/^(\p{Lu}|vSwitch).*[^.]$/u);
    expect(rule.why).toMatch(/[^.]\.$/);
    for (const { message, fix } of designFrom(bad).findings([rule])) {
      expect(message).toMatch(/[^.]$/);
      if (fix !== undefined) expect(fix.title).toMatch(/^\p{Lu}.*[^.]$/u);
    }
  });
});

describe('a fixture', () => {
  test.each(fixtures)('%s has exactly the findings that are marked', (name) => {
    const rule = ruleById(path.basename(name, '.hcnet').toUpperCase());
    const text = readFileSync(path.join(fixtureFolder, name), 'utf8');
    expect(rule, 'a rule of this id').toBeDefined();
    expect(designFrom(text).syntaxErrors).toEqual([]);
    expect(designFrom(text).marks(rule === undefined ? [] : [rule])).toEqual(marksIn(text));
  });
});

describe('the list of rules', () => {
  test('is sorted, without doubles, and answers for each id', () => {
    const ids = allRules.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const rule of allRules) expect(ruleById(rule.id)).toBe(rule);
    expect(ruleById('HC000')).toBeUndefined();
  });

  test('has one file for each rule, named after its id', () => {
    const files = readdirSync(path.join(root, 'src/rules')).filter((name) => /^hc\d/.test(name));
    const ids = files.map((name) => name.slice(0, 'hc000'.length).toUpperCase());
    expect(ids.sort()).toEqual(allRules.map((rule) => rule.id));
  });
});

describe('half a design', () => {
  const text = allRules.map((rule) => withoutMarks(rule.examples.bad)).join('\n');

  test.each([0.13, 0.37, 0.5, 0.71, 0.89])('cut off after %d of it, every rule still answers', (share) => {
    const { topology } = designFrom(text.slice(0, Math.floor(text.length * share)));
    for (const rule of allRules) expect(() => [...rule.check(topology)]).not.toThrow();
  });

  test('with nothing but names gives no findings of errors', () => {
    const { findings } = designFrom(`
      network n { }
      site dc { }
      circuit a from dc to access-point ap-x { }
      vbr v on a { }
      failover-group g { }
      ecr e { }
      cen c { }
      vpc p in cn-shanghai { }
      service s { }
      monitoring m { }`);
    const errors = findings(allRules).filter(({ rule }) => rule.severity === 'error');
    expect(errors.map(({ rule, message }) => `${rule.id} ${message}`)).toEqual([]);
  });
});

const catalog = path.join(root, '../shared/catalog/rules.json');

describe.runIf(existsSync(catalog))('the reference catalog of rules', () => {
  const entries = new Map(readCatalog().map((entry) => [entry.id, entry]));

  const shared = allRules.filter(({ id }) => entries.has(id));
  const own = allRules.filter(({ id }) => !entries.has(id));

  test.each(shared.map((rule) => [rule.id, rule] as const))('%s has the same severity', (id, rule: Rule) => {
    expect(rule.severity).toBe(entries.get(id)?.severity);
  });

  test('lacks only what was found to be needed since', () => {
    expect(own.map(({ id }) => id)).toEqual(['HC124', 'HC125', 'HC340', 'HC523']);
  });
});

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function readCatalog(): readonly { readonly id: string; readonly severity: string }[] {
  if (!existsSync(catalog)) return [];
  const content = JSON.parse(readFileSync(catalog, 'utf8')) as {
    rules: { id: string; severity: string }[];
  };
  return content.rules;
}
