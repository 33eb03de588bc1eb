import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const file = path.resolve(import.meta.dirname, '../../syntaxes/hcnet.tmLanguage.json');
const { patterns } = JSON.parse(readFileSync(file, 'utf8')) as { readonly patterns: readonly Pattern[] };

test('colours a declaration and its name, not the keyword inside of a hyphenated name', () => {
  expect(coloured('vbr telecom-vbr on telecom {')).toEqual([
    ['vbr', 'keyword.control.hcnet'],
    ['telecom-vbr', 'entity.name.type.hcnet'],
    ['on', 'variable.other.property.hcnet'],
  ]);
});

test('tells property, number and unit apart', () => {
  expect(coloured('  rate-limit 5 Gbps')).toEqual([
    ['rate-limit', 'variable.other.property.hcnet'],
    ['5', 'constant.numeric.hcnet'],
    ['Gbps', 'keyword.other.unit.hcnet'],
  ]);
});

test('tells a value from a property', () => {
  expect(coloured('  kind datacenter')).toEqual([
    ['kind', 'variable.other.property.hcnet'],
    ['datacenter', 'constant.language.hcnet'],
  ]);
});

test('reads prefixes of both versions as one literal', () => {
  expect(coloured('prefix 10.0.0.0/8, fd00:10::/48')).toEqual([
    ['prefix', 'variable.other.property.hcnet'],
    ['10.0.0.0/8', 'constant.numeric.hcnet'],
    ['fd00:10::/48', 'constant.numeric.hcnet'],
  ]);
});

/** Colours a line as editors do: at each place the first pattern that matches there. */
function coloured(line: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; at < line.length;) {
    const match = firstMatch(line, at);
    if (match === undefined) break;
    found.push(...match.words);
    at = match.end;
  }
  return found;
}

function firstMatch(line: string, from: number): { words: [string, string][]; end: number } | undefined {
  const matches = patterns.flatMap((pattern) => {
    if (pattern.match === undefined) return [];
    const regex = new RegExp(pattern.match, 'g');
    regex.lastIndex = from;
    const match = regex.exec(line);
    return match === null ? [] : [{ pattern, match }];
  });
  const [best] = matches.sort((a, b) => a.match.index - b.match.index);
  if (best === undefined) return undefined;
  return { words: wordsOf(best.pattern, best.match), end: best.match.index + best.match[0].length };
}

function wordsOf(pattern: Pattern, match: RegExpExecArray): [string, string][] {
  if (pattern.name !== undefined) return [[match[0], pattern.name]];
  return Object.entries(pattern.captures ?? {}).map(([group, { name }]) => [
    match[Number(group)] ?? '',
    name,
  ]);
}
