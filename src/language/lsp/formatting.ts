import type { TextEdit } from 'vscode-languageserver';
import { formatText } from '../format.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeAt } from '../source-file.ts';
import { toRange } from './convert.ts';

/** Replaces what lies between the first and the last difference, so that cursors elsewhere stay where they are. */
export function formatting(file: SourceFile): TextEdit[] {
  const { text } = file;
  const formatted = formatText(text);
  if (formatted === text) return [];
  const most = Math.min(text.length, formatted.length);
  let start = 0;
  while (start < most && text[start] === formatted[start]) start += 1;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === formatted.at(-1 - end)) end += 1;
  const range = toRange(rangeAt(file, start, text.length - end));
  return [{ range, newText: formatted.slice(start, formatted.length - end) }];
}
