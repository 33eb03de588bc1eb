/** Runs the checks of the text and the design rules over a design. */
import type { Element, SourceRange } from '../model/topology.ts';
import type { Rule, Severity, Violation } from '../rules/rule.ts';
import { allChecks } from './checks/all.ts';
import type { DesignCheck, Fault, LocalFault, SyntaxCheck } from './checks/check.ts';
import type { Design } from './design.ts';
import { writeFix } from './fixes.ts';
import { placeOf } from './places.ts';
import type { Section, SourceFile, Syntax } from './source-file.ts';
import { rangeAt } from './source-file.ts';
import type { TextEdit } from './text-edits.ts';

/** What a check and a design rule have in common. */
export type RuleInfo = Pick<Rule, 'id' | 'severity' | 'title' | 'why'>;

export interface PlacedFinding {
  readonly rule: RuleInfo;
  /** That of the rule, unless the settings say otherwise. */
  readonly severity: Severity;
  readonly message: string;
  readonly range: SourceRange;
  /** What it is about, when a design rule found it. */
  readonly element: Element | undefined;
  readonly related: readonly { readonly range: SourceRange; readonly message: string }[];
  /** The changes are worked out when they are asked for. */
  readonly fix: { readonly title: string; readonly edits: () => readonly TextEdit[] } | undefined;
}

export type RuleSetting = 'off' | Severity;

export interface FindingOptions {
  readonly rules: readonly Rule[];
  /** By rule id; what is not in it is as the rule says. */
  readonly settings?: ReadonlyMap<string, RuleSetting>;
  /** Told of a rule that threw; the other rules' findings are there all the same. */
  readonly onBug?: (ruleId: string, error: unknown) => void;
}

/** All findings of a design, by file and place. */
export function findingsOf(design: Design, options: FindingOptions): readonly PlacedFinding[] {
  const isOff = ({ id }: RuleInfo) => options.settings?.get(id) === 'off';
  const attempt: Attempt = (info, find) => {
    try {
      return find();
    } catch (error) {
      options.onBug?.(info.id, error);
      return [];
    }
  };
  let findings: readonly PlacedFinding[] = [
    ...foundInSyntax(design, attempt),
    ...designChecks.flatMap((check) => attempt(check, () => checked(design, check))),
    ...options.rules.flatMap((rule) => (isOff(rule) ? [] : attempt(rule, () => ruled(design, rule)))),
  ].filter(({ rule }) => !isOff(rule));
  for (const check of findingsChecks) {
    const { kept, faults } = check.check(design, findings, (id) => options.settings?.get(id) === 'off');
    findings = isOff(check) ? kept : [...kept, ...faults.map((fault) => fromFault(check, fault))];
  }
  return findings.map((finding) => withSetting(finding, options)).sort(byPlace);
}

/** Runs a check or rule. When it throws, it has found nothing. */
type Attempt = <T>(info: RuleInfo, find: () => readonly T[]) => readonly T[];

const syntaxChecks = allChecks.filter((check) => check.scope === 'syntax');
const designChecks = allChecks.filter((check) => check.scope === 'design');
const findingsChecks = allChecks.filter((check) => check.scope === 'findings');

function foundInSyntax({ files }: Design, attempt: Attempt): readonly PlacedFinding[] {
  const found: PlacedFinding[] = [];
  for (const file of files) {
    for (const section of file.sections) {
      for (const { check, fault } of faultsIn(section.syntax, attempt)) {
        found.push(fromLocalFault(check, { file, section }, fault));
      }
    }
  }
  return found;
}

interface FoundFault {
  readonly check: SyntaxCheck;
  readonly fault: LocalFault;
}

/** The faults of a piece of syntax, which stay the same as long as it does. */
function faultsIn(syntax: Syntax, attempt: Attempt): readonly FoundFault[] {
  const before = known.get(syntax);
  if (before !== undefined) return before;
  const faults = syntaxChecks.flatMap((check) =>
    attempt(check, () => Array.from(check.check(syntax), (fault) => ({ check, fault }))),
  );
  known.set(syntax, faults);
  return faults;
}

const known = new WeakMap<Syntax, readonly FoundFault[]>();

function checked(design: Design, check: DesignCheck): readonly PlacedFinding[] {
  return Array.from(check.check(design), (fault) => fromFault(check, fault));
}

function ruled(design: Design, rule: Rule): readonly PlacedFinding[] {
  return [...rule.check(design.topology)].map((violation) => fromViolation(design, rule, violation));
}

function fromViolation(design: Design, rule: Rule, violation: Violation): PlacedFinding {
  const { message, related = [], fix } = violation;
  return {
    rule,
    severity: rule.severity,
    message,
    range: placeOf(design.origins, violation),
    element: violation.element,
    related: related.map((other) => ({ range: other.element.source, message: other.message })),
    fix: fix === undefined ? undefined : { title: fix.title, edits: () => writeFix(design, fix) },
  };
}

function fromFault(rule: RuleInfo, { range, message, related = [], fix }: Fault): PlacedFinding {
  return {
    rule,
    severity: rule.severity,
    message,
    range,
    element: undefined,
    related,
    fix: fix === undefined ? undefined : { title: fix.title, edits: () => fix.edits },
  };
}

function fromLocalFault(
  rule: RuleInfo,
  { file, section }: { readonly file: SourceFile; readonly section: Section },
  { start, end, message, related = [], replacement }: LocalFault,
): PlacedFinding {
  const at = (span: { readonly start: number; readonly end: number }) =>
    rangeAt(file, section.start + span.start, section.start + span.end);
  const range = at({ start, end });
  const edits = () =>
    replacement === undefined
      ? []
      : [{ uri: file.uri, start: range.start, end: range.end, text: replacement.text }];
  return {
    rule,
    severity: rule.severity,
    message,
    range,
    element: undefined,
    related: related.map((other) => ({ range: at(other), message: other.message })),
    fix: replacement === undefined ? undefined : { title: replacement.title, edits },
  };
}

function withSetting(finding: PlacedFinding, { settings }: FindingOptions): PlacedFinding {
  const setting = settings?.get(finding.rule.id);
  return setting === undefined || setting === 'off' ? finding : { ...finding, severity: setting };
}

function byPlace(a: PlacedFinding, b: PlacedFinding): number {
  if (a.range.uri !== b.range.uri) return a.range.uri < b.range.uri ? -1 : 1;
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.rule.id < b.rule.id ? -1 : 1);
}
