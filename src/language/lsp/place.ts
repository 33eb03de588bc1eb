/** Where completion is asked for, and what stands before it. */
import type { AstNode, LeafCstNode, ReferenceInfo } from 'langium';
import { AstUtils, CstUtils, GrammarAST } from 'langium';
import type { NextFeature } from 'langium/lsp';
import { commentsIn } from '../comments.ts';
import type { Design } from '../design.ts';
import type { HcnetServices } from '../module.ts';
import type { Section, SourceFile } from '../source-file.ts';

export interface Place {
  readonly services: HcnetServices;
  readonly design: Design;
  readonly file: SourceFile;
  readonly section: Section;
  readonly offset: number;
  /** Where the word, or the literal, that is being typed starts in the section. */
  readonly start: number;
  readonly literalStart: number;
  readonly takesSnippets: boolean;
}

/** The node that a reference would stand in; one that is only just being written gets a stand-in. */
export function containerFor(place: Place, next: NextFeature, property: string): AstNode {
  const node = nodeBefore(place);
  if (next.type !== undefined) {
    return {
      $type: next.type,
      $container: node,
      ...(next.property === undefined ? {} : { $containerProperty: next.property }),
    };
  }
  return isReferenceOf(place, node, property) ? node : readAgain(place, node, next);
}

export function referenceIn(container: AstNode, property: string): ReferenceInfo {
  return { container, property, reference: { $refText: '', ref: undefined } };
}

export function nodeBefore(place: Place): AstNode {
  return leafBefore(place)?.astNode ?? place.section.syntax.root;
}

export function leafBefore({ section, start }: Place): LeafCstNode | undefined {
  const { $cstNode: root } = section.syntax.root;
  const end = endOfCode(section.syntax.text, start);
  return root === undefined || end === 0 ? undefined : CstUtils.findLeafNodeBeforeOffset(root, end - 1);
}

/** Where the last word before an offset ends. A comment is a leaf as well, but belongs to the whole file. */
function endOfCode(text: string, offset: number): number {
  const comments = commentsIn(text);
  let end = offset;
  for (;;) {
    end = text.slice(0, end).trimEnd().length;
    const comment = comments.find((each) => each.start < end && end <= each.end);
    if (comment === undefined) return end;
    end = comment.start;
  }
}

function isReferenceOf({ services }: Place, { $type }: AstNode, property: string): boolean {
  const { properties } = services.shared.AstReflection.getTypeMetaData($type);
  return properties[property]?.referenceType !== undefined;
}

/** `prod.` may have no node of its own, where it is the first of a list: the parser leaves it out until it is whole. */
function readAgain(place: Place, node: AstNode, { feature }: NextFeature): AstNode {
  const rule = AstUtils.getContainerOfType(feature, GrammarAST.isParserRule);
  const [first] = rule === undefined ? [] : AstUtils.streamAllContents(rule).filter(GrammarAST.isAssignment);
  const container = { $type: rule?.name ?? node.$type, $container: node };
  const name = /([\w-]+)\s*\.\s*$/.exec(place.section.syntax.text.slice(0, place.start))?.[1];
  if (first === undefined || name === undefined || !isReferenceOf(place, container, first.feature))
    return container;
  const ref = place.design.scopeOf(referenceIn(container, first.feature)).getElement(name)?.node;
  return { ...container, [first.feature]: { $refText: name, ref } };
}
