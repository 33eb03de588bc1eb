/**
 * Cuts a text into its top-level declarations, so that a keystroke costs the parsing of one of them, and a
 * mistake in one does not spoil the next.
 */
import { reservedWords } from '../model/reserved-words.ts';

/**
 * The offsets where declarations start, in order, without that of the first piece of text, which is 0. Up to the
 * first start there are only comments, or text that is no declaration.
 */
export function declarationStarts(text: string): readonly number[] {
  const strict = scan(text, 0, { trustsBraces: true });
  if (strict.isClosed) return strict.starts;
  const unclosed = strict.starts.at(-1) ?? 0;
  return [...strict.starts.slice(0, -1), ...scan(text, unclosed, { trustsBraces: false }).starts];
}

interface Scanned {
  readonly starts: readonly number[];
  /** Whether every brace was closed. */
  readonly isClosed: boolean;
}

/**
 * A reserved word outside of braces starts a declaration. Once a brace is missing, one at the start of a line
 * does so too.
 */
function scan(text: string, from: number, { trustsBraces }: { readonly trustsBraces: boolean }): Scanned {
  const starts: number[] = [];
  let depth = 0;
  const pieces = new RegExp(piece, 'g');
  pieces.lastIndex = from;
  for (let match = pieces.exec(text); match !== null; match = pieces.exec(text)) {
    const found = match[0];
    if (found === '{') depth += 1;
    else if (found === '}') depth = Math.max(0, depth - 1);
    else if (match[1] !== undefined) {
      const isStart = depth === 0 || (!trustsBraces && isLineStart(text, match.index));
      if (!isStart || isNameOf(text, starts.at(-1), match.index)) continue;
      starts.push(match.index);
      depth = 0;
    }
  }
  return { starts, isClosed: depth === 0 };
}

/** `site network { ... }`: a reserved word where the name belongs, which is better called a wrong name. */
function isNameOf(text: string, start: number | undefined, offset: number): boolean {
  return start !== undefined && /^[a-z-]+[ \t]+$/.test(text.slice(start, offset));
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\r';
}

/**
 * Comments and strings, which may hold anything; braces; reserved words, except where `circuit` is a kind of
 * failure (`any 1 circuit`).
 */
const piece = new RegExp(
  [
    String.raw`\/\/[^\n\r]*`,
    String.raw`\/\*[\s\S]*?\*\/`,
    String.raw`"(?:\\.|[^"\\\r\n])*"`,
    '[{}]',
    String.raw`(?<![\w-])(?<!\bany\s+(?:\d+\s+)?)(${[...reservedWords].join('|')})(?!\w|-\w)`,
  ].join('|'),
);
