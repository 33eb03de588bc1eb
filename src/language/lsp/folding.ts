import type { FoldingRange } from 'vscode-languageserver';
import { FoldingRangeKind } from 'vscode-languageserver';
import { commentsIn } from '../comments.ts';
import type { SourceFile } from '../source-file.ts';
import { lineAt } from '../source-file.ts';

/** Blocks, comments of several lines, and runs of line comments. */
export function foldingRanges(file: SourceFile): FoldingRange[] {
  return [...blocks(file), ...comments(file)];
}

function blocks(file: SourceFile): FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: number[] = [];
  for (const { index, 0: piece } of file.text.matchAll(stringsCommentsBraces)) {
    if (piece === '{') open.push(lineAt(file, index));
    if (piece !== '}') continue;
    const startLine = open.pop();
    const endLine = lineAt(file, index) - 1;
    // The line of the closing brace stays in sight.
    if (startLine !== undefined && endLine > startLine) found.push({ startLine, endLine });
  }
  return found;
}

const stringsCommentsBraces = /"(?:\\.|[^"\\\r\n])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|[{}]/g;

function comments(file: SourceFile): FoldingRange[] {
  const found: FoldingRange[] = [];
  let run: { startLine: number; endLine: number } | undefined;
  const endRun = () => {
    if (run !== undefined && run.endLine > run.startLine)
      found.push({ ...run, kind: FoldingRangeKind.Comment });
    run = undefined;
  };
  for (const { start, end } of commentsIn(file.text)) {
    const startLine = lineAt(file, start);
    const isAlone = file.text.slice(file.lines[startLine], start).trim() === '';
    if (!isAlone) continue;
    if (run?.endLine !== startLine - 1) endRun();
    run = { startLine: run?.startLine ?? startLine, endLine: lineAt(file, end) };
  }
  endRun();
  return found;
}
