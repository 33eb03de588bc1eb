/** Writes the edits of a fix, which speak of elements, as changes of the text. */
import type { CstNode } from 'langium';
import type { Edit, Fix } from '../rules/rule.ts';
import { insertStatements } from './blocks.ts';
import { partBefore, partsOf, propertyOf } from './cst.ts';
import type { Design } from './design.ts';
import type { SourceFile } from './source-file.ts';
import type { Statement } from './statements.ts';
import { findStatement } from './statements.ts';
import type { TextEdit } from './text-edits.ts';
import { lineBreakOf, lineEnd, lineStart } from './text-edits.ts';

/** Edits of elements that have no text any more are left out. */
export function writeFix(design: Design, fix: Fix): readonly TextEdit[] {
  const writing: Writing = { design, edits: [], insertions: new Map() };
  for (const edit of fix.edits) writeEdit(writing, edit);
  for (const [cst, { file, statements }] of writing.insertions) {
    writing.edits.push(insertStatements(file, cst, statements));
  }
  return writing.edits;
}

interface Writing {
  readonly design: Design;
  readonly edits: TextEdit[];
  /** What goes into which block, together: the first of two might have to open it. */
  readonly insertions: Map<CstNode, { readonly file: SourceFile; readonly statements: string[] }>;
}

interface Place {
  readonly file: SourceFile;
  readonly cst: CstNode;
}

function writeEdit(writing: Writing, edit: Edit): void {
  const element = edit.kind === 'declare' ? edit.after : edit.element;
  const file = writing.design.files.find(({ uri }) => uri === element.source.uri);
  const cst = writing.design.origins.nodeOf(element)?.$cstNode;
  if (file === undefined || cst === undefined) return;
  const place = { file, cst };
  switch (edit.kind) {
    case 'set':
      setProperty(writing, place, edit.property, edit.text);
      break;
    case 'add':
      insert(writing, place, edit.text);
      break;
    case 'declare':
      writing.edits.push(declareAtEnd(file, edit.text));
      break;
    case 'remove':
      if (edit.property === undefined) writing.edits.push(removeElement(place, element.extent));
      else writing.edits.push(...removeProperty(place, edit.property));
      break;
  }
}

function setProperty(writing: Writing, place: Place, property: string, text: string): void {
  const statement = findStatement(place.cst, property);
  if (statement === undefined) insert(writing, place, `${property} ${text}`);
  else writing.edits.push(replaceValue(place.file, statement, text));
}

function insert(writing: Writing, { file, cst }: Place, statement: string): void {
  const same = writing.insertions.get(cst);
  if (same === undefined) writing.insertions.set(cst, { file, statements: [statement] });
  else same.statements.push(statement);
}

function replaceValue({ uri }: SourceFile, { keyword, last }: Statement, text: string): TextEdit {
  return { uri, start: keyword.end, end: last.end, text: ` ${text}` };
}

function declareAtEnd(file: SourceFile, text: string): TextEdit {
  const newLine = lineBreakOf(file.text);
  const last = file.root.declarations.at(-1)?.$cstNode;
  const offset = last === undefined ? file.text.length : lineEnd(file.text, last.end);
  const lines = text.trim().replaceAll(/\r?\n/g, newLine);
  return { uri: file.uri, start: offset, end: offset, text: `${newLine}${newLine}${lines}` };
}

function removeProperty({ file, cst }: Place, property: string): TextEdit[] {
  const statement = findStatement(cst, property);
  return statement === undefined ? [] : [cut(file, statement.keyword.offset, statement.last.end)];
}

/** An item of a list goes with one of its commas, and the last one with the whole statement. */
function removeElement(
  { file, cst }: Place,
  extent: { readonly start: number; readonly end: number },
): TextEdit {
  const before = partBefore(cst);
  const siblings = partsOf(cst.container);
  const after = siblings[siblings.indexOf(cst) + 1];
  if (before?.text === ',') return cut(file, before.offset, cst.end);
  if (after?.text === ',')
    return { uri: file.uri, start: cst.offset, end: nextStart(siblings, after), text: '' };
  if (before !== undefined && propertyOf(cst) === 'attachments') return cut(file, before.offset, cst.end);
  return cut(file, extent.start, extent.end);
}

function nextStart(siblings: readonly CstNode[], comma: CstNode): number {
  return siblings[siblings.indexOf(comma) + 1]?.offset ?? comma.end;
}

/** Takes a piece out of the text, with its line when nothing else stands there, else with the space before it. */
function cut({ uri, text }: SourceFile, start: number, end: number): TextEdit {
  const lineFrom = lineStart(text, start);
  const lineTo = lineEnd(text, end);
  const isAlone = /^\s*$/.test(text.slice(lineFrom, start)) && /^\s*$/.test(text.slice(end, lineTo));
  if (isAlone) {
    const withBreak = /^\r?\n/.exec(text.slice(lineTo))?.[0].length ?? 0;
    return { uri, start: lineFrom, end: lineTo + withBreak, text: '' };
  }
  const spaces = /[ \t]*$/.exec(text.slice(lineFrom, start))?.[0].length ?? 0;
  return { uri, start: start - spaces, end, text: '' };
}
