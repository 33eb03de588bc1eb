/** Designs for tests: text in, topology and findings out. */
import type { Design } from '../../src/language/design.ts';
import { buildDesign } from '../../src/language/design.ts';
import type { PlacedFinding as Shown } from '../../src/language/findings.ts';
import { findingsOf } from '../../src/language/findings.ts';
import type { FileProblem } from '../../src/language/file-system.ts';
import { importsOf } from '../../src/language/imports.ts';
import { writeFix } from '../../src/language/fixes.ts';
import type { HcnetServices } from '../../src/language/module.ts';
import { createHcnetServices } from '../../src/language/module.ts';
import { placeOf } from '../../src/language/places.ts';
import type { SourceFile } from '../../src/language/source-file.ts';
import { parseFile } from '../../src/language/source-file.ts';
import { applyEdits } from '../../src/language/text-edits.ts';
import type { SourceRange, Topology } from '../../src/model/topology.ts';
import type { Finding, Rule } from '../../src/rules/rule.ts';
import type { Mark } from './marks.ts';
import { markOf } from './marks.ts';

export interface TestDesign {
  readonly topology: Topology;
  /** Syntax errors, empty for text that parses. */
  readonly syntaxErrors: readonly string[];
  readonly findings: (rules: readonly Rule[]) => readonly PlacedFinding[];
  /** The findings as marks, to compare with those of the text: `expect(marks(rules)).toEqual(marksIn(text))`. */
  readonly marks: (rules: readonly Rule[]) => readonly Mark[];
  /** What the editor shows: syntax errors, checks of the text, and these rules, with suppressions at work. */
  readonly shown: (rules?: readonly Rule[]) => readonly Shown[];
  /** The text of a one-file design after the fix of a finding; as it was, when there is none. */
  readonly fixed: (finding: Finding) => string;
  readonly design: Design;
}

export interface PlacedFinding extends Finding {
  readonly range: SourceRange;
}

/** Parses one text, or several files by name: `designFrom({ 'main.hcnet': ..., 'vpcs.hcnet': ... })`. */
export function designFrom(source: string | Readonly<Record<string, string>>): TestDesign {
  services ??= createHcnetServices();
  const language = services;
  const texts = typeof source === 'string' ? { 'design.hcnet': source } : source;
  const files = Object.entries(texts).map(([name, text]) => parseFile(language, `file:///${name}`, text));
  const design = buildDesign(language, files, missingImports(files));
  const findings = (rules: readonly Rule[]) => violationsOf(design, rules);
  return {
    topology: design.topology,
    syntaxErrors: files
      .flatMap((file) => file.sections)
      .map((section) => section.syntax.result)
      .flatMap(({ lexerErrors, parserErrors }) => [...lexerErrors, ...parserErrors])
      .map((error) => error.message),
    findings,
    marks: (rules) =>
      findings(rules)
        .map((finding) => markOf(finding.rule.id, finding.range))
        .sort(),
    shown: (rules = []) => findingsOf(design, { rules }),
    fixed: (finding) => fixedText(design, finding),
    design,
  };
}

/** Texts that differ in white space only are equal in this form. */
export function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Making the parser takes a tenth of a second, so all tests of a file share one. */
let services: HcnetServices | undefined;

function violationsOf({ topology, origins }: Design, rules: readonly Rule[]): PlacedFinding[] {
  return rules.flatMap((rule) =>
    [...rule.check(topology)].map((violation) => ({
      ...violation,
      rule,
      range: placeOf(origins, violation),
    })),
  );
}

function fixedText(design: Design, { fix }: Finding): string {
  const text = design.files[0]?.text ?? '';
  return fix === undefined ? text : applyEdits(text, writeFix(design, fix));
}

function missingImports(files: readonly SourceFile[]): ReadonlyMap<string, FileProblem> {
  const present = new Set(files.map(({ uri }) => uri));
  const targets = files.flatMap(importsOf).map(({ target }) => target);
  return new Map(targets.filter((uri) => !present.has(uri)).map((uri) => [uri, 'missing']));
}
