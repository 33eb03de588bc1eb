/** Findings for people and for tools that know compilers: `file:line:column: severity ID: message`. */
import type { PlacedFinding } from '../language/findings.ts';
import type { SourceRange } from '../model/topology.ts';
import { fileNames } from './file-names.ts';
import { sumsOf } from './findings.ts';
import type { CheckedFiles } from './findings.ts';
import { colorsOf, count } from './shell.ts';
import type { Colors, Output } from './shell.ts';

export function findingsText(checked: CheckedFiles, output: Output): string {
  const colors = colorsOf(output);
  const fileName = fileNames(checked.cwd);
  const lines = checked.findings.flatMap((finding) => [
    headline(finding, fileName(finding.range.uri), colors),
    // The caret tells a person where to look; a tool has the column.
    ...(output.isTerminal ? excerpt(checked.texts.get(finding.range.uri), finding, colors) : []),
  ]);
  return `${[...lines, summary(checked, colors)].join('\n')}\n`;
}

function headline({ rule, severity, message, range }: PlacedFinding, file: string, colors: Colors): string {
  const place = `${file}:${range.startLine + 1}:${range.startColumn + 1}`;
  return `${colors.bold(place)}: ${paint(colors, severity)(severity)} ${rule.id}: ${message}`;
}

function excerpt(
  text: string | undefined,
  { range, severity }: PlacedFinding,
  colors: Colors,
): readonly string[] {
  const source = text?.split(/\r\n|\r|\n/, range.startLine + 1)[range.startLine];
  if (source === undefined || source.length > LONGEST_EXCERPT) return [];
  const number = String(range.startLine + 1);
  // Tabs stay, so that the caret is under the text however wide a tab is drawn.
  const before = source.slice(0, range.startColumn).replaceAll(/[^\t]/g, ' ');
  const mark = paint(colors, severity)('^'.repeat(markLength(range, source)));
  return [
    `${colors.dim(`${number} |`)} ${source}`,
    `${colors.dim(`${' '.repeat(number.length)} |`)} ${before}${mark}`,
    '',
  ];
}

const LONGEST_EXCERPT = 240;

function markLength({ startLine, startColumn, endLine, endColumn }: SourceRange, source: string): number {
  const end = endLine === startLine ? endColumn : source.length;
  return Math.max(1, end - startColumn);
}

function summary(checked: CheckedFiles, colors: Colors): string {
  const { errors, warnings, infos, files } = sumsOf(checked);
  const where = `in ${count(files, 'file')}`;
  if (errors + warnings + infos === 0) return colors.green(`No findings ${where}.`);
  const parts = [
    errors > 0 ? colors.red(count(errors, 'error')) : '',
    warnings > 0 ? colors.yellow(count(warnings, 'warning')) : '',
    infos > 0 ? colors.blue(count(infos, 'note')) : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')} ${where}.`;
}

function paint(colors: Colors, severity: PlacedFinding['severity']): (text: string) => string {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
    case 'info':
      return colors.blue;
  }
}
