import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../../rules/rule.ts';
import type { PlacedFinding } from '../findings.ts';
import { toLocation, toRange } from './convert.ts';

export function toDiagnostic(
  finding: PlacedFinding,
  pageOf: (ruleId: string) => string | undefined,
): Diagnostic {
  const { rule, severity, message, range, related } = finding;
  const href = pageOf(rule.id);
  return {
    range: toRange(range),
    severity: severities[severity],
    code: rule.id,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'hcnet',
    message,
    relatedInformation: related.map((other) => ({
      location: toLocation(other.range),
      message: other.message,
    })),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
