/** What a text consists of: properties and blocks in blocks, laid out as people write them. */

/** A property, or a block when it has something `inner`. */
export interface Entry {
  readonly head: string;
  readonly inner: readonly Entry[] | undefined;
  /** Paths of the elements that it declares; comments on them are put above it. */
  readonly about: readonly string[];
}

export type Comments = ReadonlyMap<string, readonly string[]>;

/** A property; absent without a value. */
export function property(keyword: string, value: string | number | undefined): Entry[] {
  return value === undefined ? [] : [statement(`${keyword} ${value}`)];
}

/** A list of values behind one keyword; absent when it is empty. */
export function list(keyword: string, values: readonly (string | number)[]): Entry[] {
  return values.length === 0 ? [] : [statement(`${keyword} ${values.join(', ')}`)];
}

/** A switch; absent as long as it is as it would be without it. */
export function toggle(keyword: string, isOn: boolean, byDefault: boolean): Entry[] {
  return isOn === byDefault ? [] : [statement(`${keyword} ${isOn ? 'on' : 'off'}`)];
}

export function statement(head: string, ...about: readonly string[]): Entry {
  return { head, inner: undefined, about };
}

export function block(head: string, inner: readonly Entry[], ...about: readonly string[]): Entry {
  return { head, inner, about };
}

/** A block of things that are all said already without it: then none. */
export function optionalBlock(head: string, inner: readonly Entry[], ...about: readonly string[]): Entry {
  return { head, inner: inner.length === 0 ? undefined : inner, about };
}

/** The lines of a text, without line breaks. */
export function lay(entries: readonly Entry[], comments: Comments, depth = 0): string[] {
  return entries.flatMap((entry) => linesOf(entry, comments, depth));
}

const mostColumns = 100;
/** More on one line is hard to read, and a change of one of them hard to see in a comparison. */
const mostInLine = { outermost: 2, inner: 6 } as const;

function linesOf(entry: Entry, comments: Comments, depth: number): string[] {
  const space = '  '.repeat(depth);
  const above = commentsOf(entry, comments).flatMap((text) => commentLines(text, space));
  const { head, inner } = entry;
  if (inner === undefined) return [...above, `${space}${head}`];
  const line = `${space}${oneLine(entry)}`;
  if (fitsInLine(inner, comments, depth) && line.length <= mostColumns) return [...above, line];
  return [...above, `${space}${head} {`, ...lay(inner, comments, depth + 1), `${space}}`];
}

/** Broken between words where it is too long for one line. */
export function commentLines(text: string, space = ''): string[] {
  const lines: string[] = [];
  let line = `${space}//`;
  for (const word of text.split(' ').filter((each) => each !== '')) {
    if (line.length + 1 + word.length > mostColumns && line !== `${space}//`) {
      lines.push(line);
      line = `${space}//`;
    }
    line = `${line} ${word}`;
  }
  return [...lines, line];
}

function fitsInLine(inner: readonly Entry[], comments: Comments, depth: number): boolean {
  const most = depth === 0 ? mostInLine.outermost : mostInLine.inner;
  return (
    inner.length <= most &&
    inner.every((entry) => entry.inner === undefined && commentsOf(entry, comments).length === 0)
  );
}

function oneLine({ head, inner = [] }: Entry): string {
  const parts = inner.map((entry) => entry.head).join(' ');
  return parts === '' ? `${head} { }` : `${head} { ${parts} }`;
}

function commentsOf({ about }: Entry, comments: Comments): readonly string[] {
  return about.flatMap((path) => comments.get(path) ?? []);
}
