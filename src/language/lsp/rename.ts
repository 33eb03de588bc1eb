import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { Design } from '../design.ts';
import { nameOfKind } from '../kinds.ts';
import type { NamedNode } from '../names.ts';
import { globalNodes } from '../names.ts';
import { quote } from '../phrases.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';
import { reservedWords } from '../../model/reserved-words.ts';
import { blocksOfNames } from '../walk.ts';
import { toRange, toWorkspaceEdit } from './convert.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt, namedAt, nameRange, usesOf } from './cursor.ts';

/** Why something cannot be renamed, for people. */
export interface Refusal {
  readonly refusal: string;
}

/** The name under the cursor, if it is one that can be changed. */
export function prepareRename(
  file: SourceFile,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | Refusal {
  const found = nameUnder(file, offset);
  if ('refusal' in found) return found;
  const { cursor } = found;
  return { range: toRange(rangeOf(cursor.section, cursor.leaf)), placeholder: cursor.leaf.text };
}

/** Changes the name where it is declared and everywhere it is used, in all files of the design. */
export function rename(
  design: Design,
  file: SourceFile,
  { offset, newName }: { readonly offset: number; readonly newName: string },
): WorkspaceEdit | Refusal {
  const found = nameUnder(file, offset);
  if ('refusal' in found) return found;
  const refusal = problemWith(design, found.node, newName);
  if (refusal !== undefined) return { refusal };
  const declared = nameRange(design, found.node);
  const uses = usesOf(design, found.node).map(({ section, cst }) => rangeOf(section, cst));
  const places = declared === undefined ? uses : [declared, ...uses];
  return toWorkspaceEdit(
    design,
    places.map(({ uri, start, end }) => ({ uri, start, end, text: newName })),
  );
}

function nameUnder(
  file: SourceFile,
  offset: number,
): { readonly cursor: Cursor; readonly node: NamedNode } | Refusal {
  const cursor = cursorAt(file, offset);
  const node = cursor === undefined ? undefined : namedAt(cursor);
  if (cursor === undefined || node === undefined) {
    return { refusal: 'Only names of things in the design can be renamed, and here is none' };
  }
  return { cursor, node };
}

function problemWith(design: Design, node: NamedNode, newName: string): string | undefined {
  if (newName === node.name) return undefined;
  if (reservedWords.has(newName)) return `${quote(newName)} is a word of the language and cannot be a name`;
  if (!/^[A-Za-z_]\w*(-\w+)*$/.test(newName)) {
    return `${quote(newName)} is no name: names start with a letter or '_' and have letters, digits, '_' and inner '-'`;
  }
  const other = neighboursOf(design, node).find(({ name }) => name === newName);
  if (other === undefined) return undefined;
  return `There is a ${nameOfKind(other.$type)} ${quote(newName)} already`;
}

/** What the new name must differ from: everything global, or what is in the same block. */
function neighboursOf({ files }: Design, node: NamedNode): readonly NamedNode[] {
  const roots = files.flatMap(({ sections }) => sections.map(({ syntax }) => syntax.root));
  const globals = roots.flatMap(({ declarations }) => declarations.flatMap(globalNodes));
  if (globals.includes(node)) return globals;
  const block = roots.flatMap(blocksOfNames).find((nodes) => nodes.includes(node)) ?? [];
  return block.filter((other) => other.$type === node.$type);
}
