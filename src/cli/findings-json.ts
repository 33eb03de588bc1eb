/** Findings for programs. Lines and columns count from 1, the end is behind the last character. */
import { fileNames } from './file-names.ts';
import { sumsOf } from './findings.ts';
import type { CheckedFiles } from './findings.ts';

export function findingsJson(checked: CheckedFiles): string {
  const fileName = fileNames(checked.cwd);
  const findings = checked.findings.map(({ rule, severity, message, range }) => ({
    rule: rule.id,
    severity,
    message,
    file: fileName(range.uri),
    range: {
      start: { line: range.startLine + 1, column: range.startColumn + 1 },
      end: { line: range.endLine + 1, column: range.endColumn + 1 },
    },
  }));
  return `${JSON.stringify({ findings, summary: sumsOf(checked) }, null, 2)}\n`;
}
