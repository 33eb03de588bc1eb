/**
 * Marks in annotated fixtures: carets in a comment under a line of code, then the id of the finding.
 *
 *     circuit a { ... }
 *     //      ^ HC301
 *
 * Several may stand in one comment line, and several comment lines under one line of code.
 */
import type { SourceRange } from '../../src/model/topology.ts';

/** `LINE:COLUMN-COLUMN ID`, lines and columns from 1; the end is the last column that is marked. */
export type Mark = string;

/** The marks of a text, sorted. */
export function marksIn(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  let code = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (!isMarkLine(line)) {
      code = index + 1;
      continue;
    }
    for (const match of line.matchAll(caretsThenId)) {
      const start = match.index + 1;
      const length = match[1]?.length ?? 0;
      marks.push(markAt(code, start, start + length - 1, match[2] ?? ''));
    }
  }
  return marks.sort();
}

/** The text without its lines of marks. */
export function withoutMarks(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isMarkLine(line))
    .join('\n');
}

/** A finding as a mark. One that runs over several lines is marked to the end of its first line, as `1:3-... ID`. */
export function markOf(id: string, range: SourceRange): Mark {
  const line = range.startLine + 1;
  if (range.endLine !== range.startLine) return `${String(line)}:${String(range.startColumn + 1)}-... ${id}`;
  return markAt(line, range.startColumn + 1, range.endColumn, id);
}

const caretsThenId = /(\^+)\s*([A-Za-z][\w-]*)/g;

function isMarkLine(line: string): boolean {
  return /^\s*\/\/\s*\^/.test(line);
}

function markAt(line: number, start: number, end: number, id: string): Mark {
  return `${String(line)}:${String(start)}-${String(end)} ${id}`;
}
