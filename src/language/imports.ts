import type { CstNode } from 'langium';
import { URI, UriUtils } from 'langium';
import { partFor } from './cst.ts';
import type { Half } from './cst.ts';
import type * as ast from './generated/ast.ts';
import type { Section, SourceFile } from './source-file.ts';

export interface ImportStatement {
  readonly section: Section;
  /** The path with its quotes. */
  readonly cst: CstNode;
  /** As written. */
  readonly path: string;
  readonly target: string;
}

/** The imports of a file, in the order of the text. */
export function importsOf(file: SourceFile): readonly ImportStatement[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const imports = findImports(file);
  known.set(file, imports);
  return imports;
}

const known = new WeakMap<SourceFile, readonly ImportStatement[]>();

function findImports(file: SourceFile): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  for (const section of file.sections) {
    for (const node of section.syntax.root.imports as readonly Half<ast.Import>[]) {
      const cst = partFor(node.$cstNode, 'path');
      if (node.path === undefined || cst === undefined) continue;
      found.push({ section, cst, path: node.path, target: resolveImport(file.uri, node.path) });
    }
  }
  return found;
}

/** Paths are relative to the folder of the file that names them, with `/` on every system. */
export function resolveImport(from: string, path: string): string {
  const folder = UriUtils.dirname(URI.parse(from));
  return UriUtils.resolvePath(folder, path.replaceAll('\\', '/')).toString();
}
