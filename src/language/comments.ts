export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The comments of a text. What looks like one inside of a string is none. */
export function commentsIn(text: string): readonly Comment[] {
  const found: Comment[] = [];
  for (const match of text.matchAll(/"(?:\\.|[^"\\\r\n])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g)) {
    if (match[0].startsWith('"')) continue;
    found.push({ start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return found;
}
