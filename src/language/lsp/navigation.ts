import type { DocumentHighlight, Location, LocationLink } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { Design } from '../design.ts';
import { importsOf } from '../imports.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';
import { toLocation, toRange } from './convert.ts';
import { cursorAt, namedAt, nameRange, usesOf } from './cursor.ts';

/** From a name to its declaration, from an import to the file. */
export function definition(design: Design, file: SourceFile, offset: number): readonly LocationLink[] {
  const cursor = cursorAt(file, offset);
  if (cursor === undefined) return importedFile(file, offset);
  const node = namedAt(cursor);
  const target = node === undefined ? undefined : nameRange(design, node);
  if (node?.$cstNode === undefined || target === undefined) return importedFile(file, offset);
  return [
    {
      originSelectionRange: toRange(rangeOf(cursor.section, cursor.leaf)),
      targetUri: target.uri,
      targetRange: toRange(rangeOf(design.origins.sectionOf(node), node.$cstNode)),
      targetSelectionRange: toRange(target),
    },
  ];
}

export function references(
  design: Design,
  file: SourceFile,
  { offset, includeDeclaration }: { readonly offset: number; readonly includeDeclaration: boolean },
): readonly Location[] {
  const cursor = cursorAt(file, offset);
  const node = cursor === undefined ? undefined : namedAt(cursor);
  if (node === undefined) return [];
  const declaration = includeDeclaration ? nameRange(design, node) : undefined;
  const uses = usesOf(design, node).map(({ section, cst }) => rangeOf(section, cst));
  return [...(declaration === undefined ? [] : [declaration]), ...uses].map(toLocation);
}

/** The declaration and the uses of a name in this file. */
export function highlights(design: Design, file: SourceFile, offset: number): readonly DocumentHighlight[] {
  const cursor = cursorAt(file, offset);
  const node = cursor === undefined ? undefined : namedAt(cursor);
  const declared = node === undefined ? undefined : nameRange(design, node);
  if (node === undefined || declared === undefined) return [];
  const uses = usesOf(design, node)
    .filter(({ section }) => section.file.uri === file.uri)
    .map(({ section, cst }) => ({ range: toRange(rangeOf(section, cst)), kind: DocumentHighlightKind.Read }));
  const own = { range: toRange(declared), kind: DocumentHighlightKind.Write };
  return declared.uri === file.uri ? [own, ...uses] : uses;
}

const wholeStart = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function importedFile(file: SourceFile, offset: number): readonly LocationLink[] {
  for (const { section, cst, target } of importsOf(file)) {
    const range = rangeOf(section, cst);
    if (offset < range.start || offset > range.end) continue;
    return [
      {
        originSelectionRange: toRange(range),
        targetUri: target,
        targetRange: wholeStart,
        targetSelectionRange: wholeStart,
      },
    ];
  }
  return [];
}
