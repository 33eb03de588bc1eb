import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/language/findings.ts';
import { formatText } from '../../src/language/format.ts';
import { completion } from '../../src/language/lsp/completion.ts';
import { documentSymbols } from '../../src/language/lsp/symbols.ts';
import { createHcnetServices } from '../../src/language/module.ts';
import { buildDesign } from '../../src/language/design.ts';
import { parseFile, rangeAt } from '../../src/language/source-file.ts';
import type { SourceFile } from '../../src/language/source-file.ts';
import { applyEdits } from '../../src/language/text-edits.ts';
import type { SourceRange } from '../../src/model/topology.ts';
import { allRules } from '../../src/rules/all.ts';

const services = createHcnetServices();
const samples = ['minimal.hcnet', 'reference.hcnet', 'faults.hcnet'].map((name) =>
  readFileSync(path.resolve(import.meta.dirname, '../../samples', name), 'utf8'),
);
const sample = fc.constantFrom(...samples);

describe('any text', () => {
  test('cut off anywhere still gives a design, and findings that lie in it', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), (text, part) => {
        expectSound(text.slice(0, Math.round(text.length * part)));
      }),
      { numRuns: 150 },
    );
  });

  test('that is just being written is completed at every place', () => {
    for (const text of samples) {
      let file: SourceFile | undefined;
      for (let offset = 0; offset <= text.length; offset += 1) {
        file = parseFile(services, uri, text.slice(0, offset), file);
        completion(services, buildDesign(services, [file]), { file, offset });
      }
    }
  });

  test('changed anywhere still gives a design, and findings that lie in it', () => {
    fc.assert(
      fc.property(mutated(), (text) => {
        expectSound(text);
      }),
      { numRuns: 300 },
    );
  });

  test('of words in no order still gives a design', () => {
    const words = fc.constantFrom(
      ...new Set(samples.join('\n').split(/[ \t]+/)),
      '{',
      '}',
      '"',
      '\0',
      '😀',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (chosen) => {
        expectSound(chosen.join(' '));
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same tree whether it was parsed anew or after another text', () => {
    fc.assert(
      fc.property(mutated(), mutated(), (before, after) => {
        const first = parseFile(services, uri, before);
        buildDesign(services, [first]);
        const kept = parseFile(services, uri, after, first);
        expect(shape(kept)).toEqual(shape(parseFile(services, uri, after)));
        expect(plain(buildDesign(services, [kept]).topology)).toBe(
          plain(buildDesign(services, [parseFile(services, uri, after)]).topology),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('is cut into sections that are the whole text', () => {
    fc.assert(
      fc.property(mutated(), (text) => {
        const { sections } = parseFile(services, uri, text);
        expect(sections.map(({ syntax }) => syntax.text).join('')).toBe(text);
      }),
    );
  });
});

test('a place in the file is the same whether counted by section or by line', () => {
  fc.assert(
    fc.property(mutated(), (text) => {
      const file = parseFile(services, uri, text);
      for (const { source, extent } of buildDesign(services, [file]).origins.elements) {
        expect(source).toEqual(rangeAt(file, source.start, source.end));
        expect(extent).toEqual(rangeAt(file, extent.start, extent.end));
      }
    }),
    { numRuns: 100 },
  );
});

test('whatever a fix does to a sound text, the text still parses', () => {
  for (const text of [...samples, ...allRules.map(({ examples }) => examples.bad)]) {
    const file = parseFile(services, uri, text);
    for (const { rule, fix } of findingsOf(buildDesign(services, [file]), { rules: allRules })) {
      if (fix === undefined) continue;
      const fixed = applyEdits(text, fix.edits());
      expect(syntaxErrors(fixed), `${rule.id}: ${fix.title}`).toEqual(syntaxErrors(text));
    }
  }
});

describe('formatting', () => {
  test('twice is the same as once', () => {
    fc.assert(
      fc.property(mutated(), (text) => {
        const once = formatText(text);
        expect(formatText(once)).toBe(once);
      }),
    );
  });

  test('changes white space only', () => {
    fc.assert(
      fc.property(mutated(), (text) => {
        expect(formatText(text).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  test('leaves the samples as they are', () => {
    for (const text of samples) expect(formatText(text)).toBe(text);
  });
});

const uri = 'file:///design.hcnet';

/** A sample with pieces cut out, put in and doubled. */
function mutated(): fc.Arbitrary<string> {
  const position = fc.double({ min: 0, max: 1, noNaN: true });
  const piece = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '"',
      '//',
      '/*',
      '*/',
      '\n',
      '\r\n',
      'site',
      'vbr x on',
      'import "a"',
      'any 1 circuit',
      '.',
      '10.0.0.0/8',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const change = fc.tuple(position, fc.nat({ max: 40 }), piece);
  return fc.tuple(sample, fc.array(change, { maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((changed, [part, length, put]) => {
      const at = Math.round(changed.length * part);
      return changed.slice(0, at) + put + changed.slice(at + length);
    }, text),
  );
}

function expectSound(text: string): void {
  const file = parseFile(services, uri, text);
  const design = buildDesign(services, [file]);
  expect(Array.isArray(design.topology.sites)).toBe(true);
  const bugs: unknown[] = [];
  const findings = findingsOf(design, { rules: allRules, onBug: (id, error) => bugs.push([id, error]) });
  expect(bugs).toEqual([]);
  for (const { range, related } of findings) {
    expectInside(file, range);
    for (const other of related) expectInside(file, other.range);
  }
  const edits = findings.flatMap(({ fix }) => fix?.edits() ?? []);
  for (const { start, end } of edits) expect(start <= end && end <= text.length).toBe(true);
  documentSymbols(design, file);
  completion(services, design, { file, offset: text.length });
}

function expectInside({ text, lines }: SourceFile, range: SourceRange): void {
  expect(range.start).toBeLessThanOrEqual(range.end);
  expect(range.end).toBeLessThanOrEqual(text.length);
  expect(range.start).toBe((lines[range.startLine] ?? Number.NaN) + range.startColumn);
  expect(range.end).toBe((lines[range.endLine] ?? Number.NaN) + range.endColumn);
}

function syntaxErrors(text: string): readonly string[] {
  return parseFile(services, uri, text).sections.flatMap(({ syntax: { result } }) =>
    [...result.lexerErrors, ...result.parserErrors].map(({ message }) => message),
  );
}

function shape({ sections }: SourceFile): unknown {
  return sections.map(({ start, startLine, startColumn, syntax }) => [
    start,
    startLine,
    startColumn,
    syntax.text,
  ]);
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}
