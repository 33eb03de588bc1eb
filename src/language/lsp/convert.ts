/** Between places of the model and those of the Language Server Protocol. */
import type {
  Location,
  Position,
  Range,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { SourceRange } from '../../model/topology.ts';
import type { Design } from '../design.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeAt } from '../source-file.ts';
import type { TextEdit } from '../text-edits.ts';

export function toRange(range: SourceRange): Range {
  return {
    start: { line: range.startLine, character: range.startColumn },
    end: { line: range.endLine, character: range.endColumn },
  };
}

export function toLocation(range: SourceRange): Location {
  return { uri: range.uri, range: toRange(range) };
}

/** Positions behind the end of a line or of the text mean that end. */
export function toOffset({ lines, text }: SourceFile, { line, character }: Position): number {
  const start = lines[line] ?? text.length;
  const next = lines[line + 1] ?? text.length + 1;
  return Math.min(start + character, Math.max(start, next - 1));
}

export function toWorkspaceEdit(design: Design, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes = new Map<string, LspTextEdit[]>();
  for (const edit of edits) {
    const file = design.files.find(({ uri }) => uri === edit.uri);
    if (file === undefined) continue;
    const inFile = changes.get(file.uri) ?? [];
    inFile.push({ range: toRange(rangeAt(file, edit.start, edit.end)), newText: edit.text });
    changes.set(file.uri, inFile);
  }
  return { changes: Object.fromEntries(changes) };
}
