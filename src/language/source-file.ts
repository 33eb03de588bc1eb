/** One file: its text, its syntax tree, and what the tree refers to. */
import type { AstNode, LangiumDocument, ReferenceInfo } from 'langium';
import { AstUtils, DocumentState, URI } from 'langium';
import type * as ast from './generated/ast.ts';
import type { HcnetServices } from './module.ts';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly document: LangiumDocument<ast.Design>;
  readonly root: ast.Design;
  /** Every reference of the tree, in no particular order. */
  readonly references: readonly ReferenceInfo[];
}

/** Parses a text. Whatever it says, there is a tree. */
export function parseFile(services: HcnetServices, uri: string, text: string): SourceFile {
  const factory = services.shared.workspace.LangiumDocumentFactory;
  const document = factory.fromString<ast.Design>(withoutBom(text), URI.parse(uri));
  // Names are set from outside, for a whole design; Langium must not wait for its own symbol tables.
  document.state = DocumentState.ComputedScopes;
  const root = document.parseResult.value;
  return { uri, text, document, root, references: referencesIn(root) };
}

/** A byte order mark is no text; a space in its place keeps all offsets. */
function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function referencesIn(root: AstNode): ReferenceInfo[] {
  const found: ReferenceInfo[] = [];
  for (const node of AstUtils.streamAst(root)) found.push(...AstUtils.streamReferences(node));
  return found;
}
