/** Writes the edits of a fix, which speak of elements, as changes of the text. */
import type { CstNode } from 'langium';
import type { Edit, Fix } from '../rules/rule.ts';
import { insertStatements } from './blocks.ts';
import { keywordBefore, partBefore, partsOf, propertyOf } from './cst.ts';
import type { Design } from './design.ts';
import type { Section, SourceFile } from './source-file.ts';
import type { Statement } from './statements.ts';
import { findValue } from './places.ts';
import { findStatement } from './statements.ts';
import type { TextEdit } from './text-edits.ts';
import { cut, lineBreakOf, lineEnd } from './text-edits.ts';

export function writeFix(design: Design, fix: Fix): readonly TextEdit[] {
  const writing: Writing = { design, edits: [], insertions: new Map() };
  for (const edit of fix.edits) writeEdit(writing, edit);
  for (const [cst, { section, statements }] of writing.insertions) {
    writing.edits.push(insertStatements(section, cst, statements));
  }
  return writing.edits;
}

interface Writing {
  readonly design: Design;
  readonly edits: TextEdit[];
  /** What goes into which block, together: the first of two might have to open it. */
  readonly insertions: Map<CstNode, { readonly section: Section; readonly statements: string[] }>;
}

interface Place {
  readonly section: Section;
  readonly cst: CstNode;
}

function writeEdit(writing: Writing, edit: Edit): void {
  const { origins, files } = writing.design;
  const element = edit.kind === 'declare' ? edit.after : edit.element;
  const node = origins.nodeOf(element);
  if (node?.$cstNode === undefined) return;
  const place = { section: origins.sectionOf(node), cst: node.$cstNode };
  switch (edit.kind) {
    case 'set':
      if (edit.value === undefined) setProperty(writing, place, edit.property, edit.text);
      else setValue(writing, place, edit.property, edit.value, edit.text);
      break;
    case 'add':
      insert(writing, place, edit.text);
      break;
    case 'declare':
      for (const file of files) {
        if (file.uri === element.source.uri) writing.edits.push(declareAtEnd(file, edit.text));
      }
      break;
    case 'remove':
      if (edit.property === undefined) writing.edits.push(removeElement(place, element.name));
      else if (edit.value === undefined) writing.edits.push(...removeProperty(place, edit.property));
      else writing.edits.push(...removeValue(place, edit.property, edit.value));
      break;
  }
}

function setProperty(writing: Writing, place: Place, property: string, text: string): void {
  const statement = findStatement(place.cst, property);
  if (statement === undefined) insert(writing, place, `${property} ${text}`);
  else writing.edits.push(replaceValue(place.section, statement, text));
}

function setValue(
  writing: Writing,
  { section, cst }: Place,
  property: string,
  value: string,
  text: string,
): void {
  const part = findValue(cst, property, value)?.part;
  if (part === undefined) return;
  const { file, start } = section;
  writing.edits.push({ uri: file.uri, start: start + part.offset, end: start + part.end, text });
}

function insert(writing: Writing, { section, cst }: Place, statement: string): void {
  const same = writing.insertions.get(cst);
  if (same === undefined) writing.insertions.set(cst, { section, statements: [statement] });
  else same.statements.push(statement);
}

function replaceValue(
  { file: { uri }, start }: Section,
  { keyword, last }: Statement,
  text: string,
): TextEdit {
  return { uri, start: start + keyword.end, end: start + last.end, text: ` ${text}` };
}

function declareAtEnd({ uri, text, sections }: SourceFile, declaration: string): TextEdit {
  const newLine = lineBreakOf(text);
  const section = sections.findLast(({ syntax }) => syntax.root.declarations.length > 0);
  const end = section?.syntax.root.declarations.at(-1)?.$cstNode?.end;
  const offset =
    section === undefined || end === undefined ? text.length : lineEnd(text, section.start + end);
  const lines = declaration.trim().replaceAll(/\r?\n/g, newLine);
  return { uri, start: offset, end: offset, text: `${newLine}${newLine}${lines}` };
}

function removeProperty({ section, cst }: Place, property: string): TextEdit[] {
  const statement = findStatement(cst, property);
  if (statement === undefined) return [];
  return [cutParts(section, statement.keyword, statement.last)];
}

function removeValue({ section, cst }: Place, property: string, value: string): TextEdit[] {
  const found = findValue(cst, property, value);
  if (found === undefined) return [];
  const { statement, part } = found;
  return [
    statement.values.length > 1
      ? removeItem(section, part)
      : cutParts(section, statement.keyword, statement.last),
  ];
}

/** An attachment goes with one of its commas, the only one with the whole statement. */
function removeElement({ section, cst }: Place, name: string): TextEdit {
  return propertyOf(cst) === 'attachments'
    ? removeItem(section, cst)
    : cutParts(section, keywordBefore(cst, name) ?? cst, cst);
}

/** One item of a list, with the comma before it, or else the one behind it. */
function removeItem(section: Section, cst: CstNode): TextEdit {
  const siblings = partsOf(cst.container);
  const [after, next] = siblings.slice(siblings.indexOf(cst) + 1);
  const before = partBefore(cst) ?? cst;
  if (before.text === ',' || after?.text !== ',' || next === undefined) return cutParts(section, before, cst);
  const { file, start } = section;
  return { uri: file.uri, start: start + cst.offset, end: start + next.offset, text: '' };
}

function cutParts({ file, start }: Section, first: CstNode, last: CstNode): TextEdit {
  return cut(file, start + first.offset, start + last.end);
}
