import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snippets } from '../../src/language/lsp/snippets.ts';
import { designFrom } from '../support/design.ts';
import { marksIn } from '../support/marks.ts';
import { fencesOf, markdownFiles, proseOf, readMarkdown, root } from './markdown.ts';

const examples = markdownFiles.flatMap(fencesOf).filter(({ language }) => language.split(' ')[0] === 'hcnet');

describe('the language reference', () => {
  test.each(examples.map((example) => ({ ...example, place: `${example.file}:${String(example.line)}` })))(
    'has an example that parses at $place',
    ({ text }) => {
      // The rules' page shows what cannot be read, too, and marks it.
      const isMarked = marksIn(text).some((mark) => /HC00[12]$/.test(mark));
      expect(designFrom(text).syntaxErrors.length > 0).toBe(isMarked);
    },
  );

  test('has many examples', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  test('names every keyword of the grammar in a code span or an example', () => {
    const page = proseOf('docs/language.md');
    const spans = [...page.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
    const code = [...spans, ...examples.map(({ text }) => text)].join(' ');
    expect(keywords().filter((keyword) => !hasWord(code, keyword))).toEqual([]);
  });

  test('lists exactly the reserved words that the grammar starts a declaration with', () => {
    const line = /\*\*Reserved words\*\*[^\n]*/.exec(readMarkdown('docs/language.md'))?.[0] ?? '';
    const listed = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual(reservedWords().sort());
  });
});

describe('samples', () => {
  test.each(globSync('samples/**/*.hcnet', { cwd: root }).sort())('%s parses', (file) => {
    expect(designFrom(readFileSync(path.join(root, file), 'utf8')).syntaxErrors).toEqual([]);
  });
});

describe('snippets', () => {
  test('have a prefix of their own and a description', () => {
    expect(new Set(snippets.map(({ prefix }) => prefix)).size).toBe(snippets.length);
    expect(
      snippets.filter(({ prefix, description }) => !/^[a-z][a-z-]+$/.test(prefix) || description === ''),
    ).toEqual([]);
  });

  test.each(snippets)('$prefix expands to text that parses', ({ rule, body }) => {
    const text = expand(body.join('\n'));
    const whole = rule === 'RegionPeering' ? `cen backbone {\n${text}\n}` : text;
    expect(designFrom(whole).syntaxErrors).toEqual([]);
  });
});

/** Fills a snippet's placeholders with their defaults. */
function expand(body: string): string {
  return body
    .replace(/\$\{\d+\|([^,|}]+)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '');
}

const grammar = readFileSync(path.join(root, 'src/language/hcnet.langium'), 'utf8').replace(/\/\/.*$/gm, '');

function keywords(): string[] {
  return [...new Set([...grammar.matchAll(/'([A-Za-z][\w-]*)'/g)].map((match) => match[1] ?? ''))];
}

function reservedWords(): string[] {
  const rules =
    /Declaration:\s*([\s\S]*?);/
      .exec(grammar)?.[1]
      ?.split('|')
      .map((rule) => rule.trim()) ?? [];
  const first = (rule: string): string =>
    new RegExp(`^${rule}:\\s*'([\\w-]+)'`, 'm').exec(grammar)?.[1] ?? rule;
  return ['import', ...rules.map(first)];
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text);
}
