/** Writes statements into blocks, in the manner of the text around them. */
import type { CstNode } from 'langium';
import { partsOf } from './cst.ts';
import type { Section } from './source-file.ts';
import type { TextEdit } from './text-edits.ts';
import { indentationAt, lineBreakOf, lineStart } from './text-edits.ts';

/** Puts statements at the end of a node's block; a node without a block gets one. */
export function insertStatements(section: Section, cst: CstNode, statements: readonly string[]): TextEdit {
  const parts = partsOf(cst);
  const open = parts.find((part) => part.text === '{');
  const close = parts.findLast((part) => part.text === '}');
  if (open === undefined) return openBlock(section, cst, statements);
  if (close === undefined) return insertAt(section, section.start + cst.end, ` ${oneLine(statements)}`);
  if (open.range.start.line !== close.range.start.line) {
    return insertLines(section, { open, close, parts }, statements);
  }
  const last = parts[parts.indexOf(close) - 1] ?? open;
  const space = close.offset === last.end ? ' ' : '';
  return insertAt(section, section.start + last.end, ` ${oneLine(statements)}${space}`);
}

/** `bfd on` becomes `bfd { ... }`, `router a` becomes `router a { ... }`. */
function openBlock(section: Section, cst: CstNode, statements: readonly string[]): TextEdit {
  const { uri } = section.file;
  const isSwitch = cst.text === 'on' || cst.text === 'off';
  const block = `{ ${oneLine(statements)} }`;
  const end = section.start + cst.end;
  return isSwitch
    ? { uri, start: section.start + cst.offset, end, text: block }
    : { uri, start: end, end, text: ` ${block}` };
}

interface Block {
  readonly open: CstNode;
  readonly close: CstNode;
  readonly parts: readonly CstNode[];
}

/** On lines of their own, before the line of the closing brace, so that comments stay where they are. */
function insertLines(section: Section, block: Block, statements: readonly string[]): TextEdit {
  const { text } = section.file;
  const newLine = lineBreakOf(text);
  const indentation = indentationOf(section, block);
  const lines = statements.flatMap((statement) => statement.trim().split(/\r?\n/));
  const indented = lines.map((line) => indentation + line);
  const close = section.start + block.close.offset;
  const start = lineStart(text, close);
  const isCloseAlone = text.slice(start, close).trim() === '';
  if (isCloseAlone) return insertAt(section, start, indented.map((line) => line + newLine).join(''));
  const outer = indentationAt(text, section.start + block.open.offset);
  return insertAt(section, close, `${newLine}${indented.join(newLine)}${newLine}${outer}`);
}

/** That of the first statement, or one step more than that of the line where the block opens. */
function indentationOf({ start, file: { text } }: Section, { open, parts }: Block): string {
  const first = parts[parts.indexOf(open) + 1];
  const isOnOwnLine =
    first !== undefined && first.text !== '}' && first.range.start.line > open.range.start.line;
  return isOnOwnLine
    ? indentationAt(text, start + first.offset)
    : `${indentationAt(text, start + open.offset)}  `;
}

function oneLine(statements: readonly string[]): string {
  return statements.map((statement) => statement.trim().replaceAll(/\s*\r?\n\s*/g, ' ')).join(' ');
}

function insertAt({ file: { uri } }: Section, offset: number, text: string): TextEdit {
  return { uri, start: offset, end: offset, text };
}
