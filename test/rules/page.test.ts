import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allChecks } from '../../src/language/checks/all.ts';
import { allRules } from '../../src/rules/all.ts';
import { rulesPage, rulesTable } from '../../src/rules/page.ts';

const page = path.resolve(import.meta.dirname, '../../docs/rules.md');

test('docs/rules.md is what the rules say (`npm run generate` writes it)', () => {
  expect(readFileSync(page, 'utf8').replaceAll('\r\n', '\n')).toBe(rulesPage([...allChecks, ...allRules]));
});

test('each rule has a heading of its own, so that a link to #hc101 works', () => {
  const headings = rulesPage([...allChecks, ...allRules]).match(/^### HC\d{3}$/gm) ?? [];
  expect(headings).toEqual([...allChecks, ...allRules].map(({ id }) => `### ${id}`));
});

test('a table links each rule to the page', () => {
  const [rule] = allRules;
  expect(rule).toBeDefined();
  const table = rulesTable(rule === undefined ? [] : [rule], 'docs/rules.md');
  expect(table.split('\n')[2]).toContain('[HC101](docs/rules.md#hc101)');
});
