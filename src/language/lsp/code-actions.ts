import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { unsuppressible } from '../checks/hc011-suppressions.ts';
import type { Design } from '../design.ts';
import type { PlacedFinding } from '../findings.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text-edits.ts';
import { indentationAt, lineBreakOf } from '../text-edits.ts';
import { toOffset, toWorkspaceEdit } from './convert.ts';

/** What can be done about the findings that touch a range: their fixes, and a comment that silences them. */
export function codeActions(
  design: Design,
  file: SourceFile,
  {
    range,
    findings,
    toDiagnostic,
  }: {
    readonly range: Range;
    readonly findings: readonly PlacedFinding[];
    readonly toDiagnostic: (finding: PlacedFinding) => Diagnostic;
  },
): readonly CodeAction[] {
  const start = toOffset(file, range.start);
  const end = toOffset(file, range.end);
  const touched = findings.filter(
    (finding) => finding.range.uri === file.uri && finding.range.start <= end && start <= finding.range.end,
  );
  const action = (finding: PlacedFinding, title: string, edits: readonly TextEdit[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding)],
    edit: toWorkspaceEdit(design, edits),
  });
  const fixes = touched.flatMap((finding) =>
    finding.fix === undefined
      ? []
      : [{ ...action(finding, finding.fix.title, finding.fix.edits()), isPreferred: true }],
  );
  const silencers = touched
    .filter(({ rule }) => !unsuppressible.has(rule.id))
    .map((finding) =>
      action(finding, `Suppress ${finding.rule.id} here, with a reason`, [suppression(file, finding)]),
    );
  return [...fixes, ...silencers];
}

/** A line above. Its dots are no reason yet, so nothing is silenced until somebody writes one. */
function suppression({ uri, text, lines }: SourceFile, { rule, range }: PlacedFinding): TextEdit {
  const start = lines[range.startLine] ?? 0;
  const indentation = indentationAt(text, range.start);
  const comment = `${indentation}// hcnet-ignore ${rule.id} because ...${lineBreakOf(text)}`;
  return { uri, start, end: start, text: comment };
}
