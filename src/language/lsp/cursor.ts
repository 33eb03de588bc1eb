/** What stands under the cursor. */
import type { AstNode, CstNode, LeafCstNode, ReferenceInfo } from 'langium';
import { CstUtils } from 'langium';
import type { SourceRange } from '../../model/topology.ts';
import { partFor, propertyOf } from '../cst.ts';
import type { Design } from '../design.ts';
import type { NamedNode } from '../names.ts';
import type { Section, SourceFile } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';

export interface Cursor {
  readonly section: Section;
  /** The word under the cursor, or the one that ends there. */
  readonly leaf: LeafCstNode;
}

export function cursorAt(file: SourceFile, offset: number): Cursor | undefined {
  const section = sectionAt(file, offset);
  const root = section?.syntax.root.$cstNode;
  if (section === undefined || root === undefined) return undefined;
  const local = offset - section.start;
  const leaf = CstUtils.findDeclarationNodeAtOffset(root, local, /[\w.:/-]/);
  return leaf === undefined || leaf.hidden ? undefined : { section, leaf };
}

/** The section that an offset lies in; at the border of two, the later one. */
export function sectionAt({ sections }: SourceFile, offset: number): Section | undefined {
  return sections.findLast((section) => section.start <= offset) ?? sections[0];
}

/** The reference that the word is, or is a part of. */
export function referenceAt({ section, leaf }: Cursor): ReferenceInfo | undefined {
  return section.syntax.references.find(({ reference }) => {
    const cst = reference.$refNode;
    return cst !== undefined && cst.offset <= leaf.offset && leaf.end <= cst.end;
  });
}

/** The thing that the word names: the one it declares, or the one it refers to. */
export function namedAt(cursor: Cursor): NamedNode | undefined {
  const reference = referenceAt(cursor)?.reference;
  if (reference !== undefined) return 'ref' in reference ? reference.ref : undefined;
  const { leaf } = cursor;
  return propertyOf(leaf) === 'name' && isNameable(leaf.astNode) ? leaf.astNode : undefined;
}

/** Where a thing has its name. */
export function nameRange(design: Design, node: NamedNode): SourceRange | undefined {
  const cst = partFor(node.$cstNode, 'name');
  return cst === undefined ? undefined : rangeOf(design.origins.sectionOf(node), cst);
}

export interface Use {
  readonly section: Section;
  readonly cst: CstNode;
}

/** Every reference to a thing, in all files of the design. */
export function usesOf(design: Design, target: AstNode): readonly Use[] {
  const uses: Use[] = [];
  for (const section of design.files.flatMap((file) => file.sections)) {
    for (const { reference } of section.syntax.references) {
      const { $refNode: cst } = reference;
      if (cst !== undefined && 'ref' in reference && reference.ref === target) uses.push({ section, cst });
    }
  }
  return uses;
}

/** A secret has a name, which is that of something outside. */
function isNameable(node: AstNode): node is NamedNode {
  return node.$type !== 'Secret';
}
