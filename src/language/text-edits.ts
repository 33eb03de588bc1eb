/** Changes of texts. */

export interface TextEdit {
  readonly uri: string;
  /** Offsets in UTF-16 units; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of one file after the edits. Edits must not overlap; of two at one place the first comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** The offset where the line that holds `offset` starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset where the line that holds `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The white space that the line of `offset` starts with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** How this text ends its lines. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Takes a piece out of a text, with its line when nothing else stands there, else with the space before it. */
export function cut(
  file: { readonly uri: string; readonly text: string },
  start: number,
  end: number,
): TextEdit {
  const { uri, text } = file;
  const lineFrom = lineStart(text, start);
  const lineTo = lineEnd(text, end);
  const isAlone = /^\s*$/.test(text.slice(lineFrom, start)) && /^\s*$/.test(text.slice(end, lineTo));
  if (isAlone) {
    const lineBreak = /^\r?\n/.exec(text.slice(lineTo, lineTo + 2))?.[0] ?? '';
    return { uri, start: lineFrom, end: lineTo + lineBreak.length, text: '' };
  }
  const spaces = /[ \t]*$/.exec(text.slice(lineFrom, start))?.[0] ?? '';
  return { uri, start: start - spaces.length, end, text: '' };
}
