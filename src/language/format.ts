/**
 * Lays a text out: two spaces for each open brace, one space between words, at most one empty line. Words, comments
 * and line breaks stay as they are, so it can be used on half-typed text.
 */
import { lineBreakOf } from './text-edits.ts';

export function formatText(text: string): string {
  const newLine = lineBreakOf(text);
  const lines: string[] = [];
  let depth = 0;
  for (const words of wordsByLine(text)) {
    const [first] = words;
    if (first === undefined) {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
      continue;
    }
    const closing = countWhile(words, (word) => word === '}');
    lines.push('  '.repeat(Math.max(0, depth - closing)) + join(words));
    for (const word of words) {
      if (word === '{') depth += 1;
      if (word === '}') depth = Math.max(0, depth - 1);
    }
  }
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : lines.join(newLine) + newLine;
}

/** The words of each line. A comment over several lines is one word of the line where it starts. */
function wordsByLine(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  for (const [piece] of text.matchAll(wordOrBreak)) {
    if (/^(?:\r\n|\n|\r)$/.test(piece)) lines.push([]);
    else lines.at(-1)?.push(piece.startsWith('//') ? piece.trimEnd() : piece);
  }
  return lines;
}

/** Strings, closed or not; comments; braces and commas; line breaks; anything else up to the next of these. */
const wordOrBreak =
  /"(?:\\.|[^"\\\r\n])*"?|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|[{},]|\r\n|\n|\r|(?:(?!\/\/|\/\*)[^\s{},"])+|\//g;

function join(words: readonly string[]): string {
  return words.reduce((line, word) => (line === '' || word === ',' ? line + word : `${line} ${word}`), '');
}

function countWhile<T>(items: readonly T[], accepts: (item: T) => boolean): number {
  const end = items.findIndex((item) => !accepts(item));
  return end < 0 ? items.length : end;
}
