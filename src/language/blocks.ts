/** Writes statements into blocks, in the manner of the text around them. */
import type { CstNode } from 'langium';
import { partsOf } from './cst.ts';
import type { SourceFile } from './source-file.ts';
import type { TextEdit } from './text-edits.ts';
import { indentationAt, lineBreakOf, lineStart } from './text-edits.ts';

/** Puts statements at the end of a node's block; a node without a block gets one. */
export function insertStatements(file: SourceFile, cst: CstNode, statements: readonly string[]): TextEdit {
  const parts = partsOf(cst);
  const open = parts.find((part) => part.text === '{');
  const close = parts.findLast((part) => part.text === '}');
  if (open === undefined) return openBlock(file, cst, statements);
  if (close === undefined) return insertAt(file, cst.end, ` ${oneLine(statements)}`);
  const isOneLine = open.range.start.line === close.range.start.line;
  if (isOneLine) {
    const last = parts[parts.indexOf(close) - 1] ?? open;
    const space = close.offset === last.end ? ' ' : '';
    return insertAt(file, last.end, ` ${oneLine(statements)}${space}`);
  }
  return insertLines(file, { open, close, parts }, statements);
}

/** `bfd on` becomes `bfd { ... }`, `router a` becomes `router a { ... }`. */
function openBlock({ uri }: SourceFile, cst: CstNode, statements: readonly string[]): TextEdit {
  const isSwitch = cst.text === 'on' || cst.text === 'off';
  const block = `{ ${oneLine(statements)} }`;
  return isSwitch
    ? { uri, start: cst.offset, end: cst.end, text: block }
    : { uri, start: cst.end, end: cst.end, text: ` ${block}` };
}

interface Block {
  readonly open: CstNode;
  readonly close: CstNode;
  readonly parts: readonly CstNode[];
}

/** On lines of their own, before the line of the closing brace, so that comments stay where they are. */
function insertLines(file: SourceFile, block: Block, statements: readonly string[]): TextEdit {
  const { text } = file;
  const newLine = lineBreakOf(text);
  const indentation = indentationOf(text, block);
  const lines = statements.flatMap((statement) => statement.trim().split(/\r?\n/));
  const indented = lines.map((line) => indentation + line);
  const start = lineStart(text, block.close.offset);
  const isCloseAlone = text.slice(start, block.close.offset).trim() === '';
  if (isCloseAlone) return insertAt(file, start, indented.map((line) => line + newLine).join(''));
  const outer = indentationAt(text, block.open.offset);
  return insertAt(file, block.close.offset, `${newLine}${indented.join(newLine)}${newLine}${outer}`);
}

/** That of the first statement, or one step more than that of the line where the block opens. */
function indentationOf(text: string, { open, parts }: Block): string {
  const first = parts[parts.indexOf(open) + 1];
  const outer = indentationAt(text, open.offset);
  const isOnOwnLine =
    first !== undefined && first.text !== '}' && first.range.start.line > open.range.start.line;
  return isOnOwnLine ? indentationAt(text, first.offset) : `${outer}  `;
}

function oneLine(statements: readonly string[]): string {
  return statements.map((statement) => statement.trim().replaceAll(/\s*\r?\n\s*/g, ' ')).join(' ');
}

function insertAt({ uri }: SourceFile, offset: number, text: string): TextEdit {
  return { uri, start: offset, end: offset, text };
}
