/** One file: its text and its syntax, section by section. */
import type { AstNode, CstNode, LangiumDocument, ParseResult, ReferenceInfo } from 'langium';
import { AstUtils, DocumentState, URI } from 'langium';
import type { SourceRange } from '../model/topology.ts';
import { firstLeaf, lastLeaf } from './cst.ts';
import type * as ast from './generated/ast.ts';
import type { HcnetServices } from './module.ts';
import { declarationStarts } from './sections.ts';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** Offsets of the lines. */
  readonly lines: readonly number[];
  /** One for each declaration; together they are the whole text. */
  readonly sections: readonly Section[];
}

/** A piece of the text that is parsed by itself. Places in its syntax trees count from its start. */
export interface Section {
  readonly file: { readonly uri: string; readonly text: string };
  readonly start: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly syntax: Syntax;
}

/** What a piece of text says, wherever it stands. */
export interface Syntax {
  readonly text: string;
  readonly result: ParseResult<ast.Design>;
  readonly root: ast.Design;
  /** Langium keeps the references that it has followed here. */
  readonly document: LangiumDocument<ast.Design>;
  /** Every reference of the tree, in no particular order. */
  readonly references: readonly ReferenceInfo[];
}

/**
 * Parses a text. Whatever it says, there is a tree. What it shares with the version before is taken over from
 * there, so the version before must not be used any more.
 */
export function parseFile(
  services: HcnetServices,
  uri: string,
  text: string,
  before?: SourceFile,
): SourceFile {
  const lines = lineStarts(text);
  const readable = withoutBom(text);
  const kept = new KeptSyntax(before);
  const parsedUri = URI.parse(uri);
  const parse = (piece: string) => kept.take(piece) ?? parseSyntax(services, parsedUri, piece);
  const sections: Section[] = [];
  let line = 0;
  for (const { start, end } of pieces(readable)) {
    while ((lines[line + 1] ?? Number.POSITIVE_INFINITY) <= start) line += 1;
    const startColumn = start - (lines[line] ?? 0);
    const syntax = parse(readable.slice(start, end));
    sections.push({ file: { uri, text }, start, startLine: line, startColumn, syntax });
  }
  return { uri, text, lines, sections };
}

/** The range in the file from the start of one node to the end of another. */
export function rangeBetween(section: Section, first: CstNode, last: CstNode): SourceRange {
  // Straight to the words: a node around others works its place out anew each time.
  const from = firstLeaf(first) ?? first;
  const to = lastLeaf(last) ?? last;
  const { start } = from.range;
  const { end } = to.range;
  return {
    uri: section.file.uri,
    start: section.start + from.offset,
    end: section.start + to.end,
    startLine: section.startLine + start.line,
    startColumn: columnIn(section, start),
    endLine: section.startLine + end.line,
    endColumn: columnIn(section, end),
  };
}

export function rangeOf(section: Section, cst: CstNode): SourceRange {
  return rangeBetween(section, cst, cst);
}

/** The range between two offsets of a file. */
export function rangeAt(file: SourceFile, start: number, end: number): SourceRange {
  const startLine = lineAt(file, start);
  const endLine = lineAt(file, end);
  return {
    uri: file.uri,
    start,
    end,
    startLine,
    startColumn: start - (file.lines[startLine] ?? 0),
    endLine,
    endColumn: end - (file.lines[endLine] ?? 0),
  };
}

/** The number of the line, from 0, that holds an offset. */
export function lineAt({ lines }: SourceFile, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function columnIn(section: Section, { line, character }: { line: number; character: number }): number {
  return line === 0 ? section.startColumn + character : character;
}

/** The syntax of an earlier version, each piece to be taken once. */
class KeptSyntax {
  readonly #byText = new Map<string, Syntax[]>();

  constructor(before: SourceFile | undefined) {
    for (const { syntax } of before?.sections ?? []) {
      const same = this.#byText.get(syntax.text);
      if (same === undefined) this.#byText.set(syntax.text, [syntax]);
      else same.push(syntax);
    }
  }

  take(text: string): Syntax | undefined {
    return this.#byText.get(text)?.shift();
  }
}

function parseSyntax(services: HcnetServices, uri: URI, text: string): Syntax {
  // Not through the document factory, which asks for a file name that ends in `.hcnet`: a new file has none.
  const result = services.parser.LangiumParser.parse<ast.Design>(text);
  const root = result.value;
  const document = services.shared.workspace.LangiumDocumentFactory.fromModel(root, uri);
  // Names are set from outside, for a whole design; Langium must not wait for its own symbol tables.
  document.state = DocumentState.ComputedScopes;
  return { text, result, root, document, references: referencesIn(root) };
}

function referencesIn(root: AstNode): ReferenceInfo[] {
  const found: ReferenceInfo[] = [];
  for (const node of AstUtils.streamAst(root)) found.push(...AstUtils.streamReferences(node));
  return found;
}

function pieces(text: string): readonly { readonly start: number; readonly end: number }[] {
  const starts = declarationStarts(text);
  const all = starts[0] === 0 ? starts : [0, ...starts];
  return all.map((start, index) => ({ start, end: all[index + 1] ?? text.length }));
}

/** A byte order mark is no text; a space in its place keeps all offsets. */
function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}
