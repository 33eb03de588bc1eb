import type { CstNode, GrammarAST as Grammar } from 'langium';
import { AstUtils, GrammarAST, isCompositeCstNode } from 'langium';
import { firstLeaf, keywordOf } from '../cst.ts';
import { quote } from '../phrases.ts';
import { branchOf } from '../statements.ts';
import type { LocalFault, SyntaxCheck } from './check.ts';
import { languageReference } from './check.ts';

export const repeatedProperties: SyntaxCheck = {
  id: 'HC004',
  scope: 'syntax',
  severity: 'error',
  title: 'Property given twice',
  why:
    'Each property stands at most once in a block. Of two values only the last would count, and a list in two ' +
    'places is easily overlooked.',
  sources: [languageReference],

  *check({ root }) {
    if (root.$cstNode !== undefined) yield* repeatedIn(root.$cstNode);
  },

  examples: {
    bad: `
      site dc { kind datacenter asn 65010 asn 65020 }
      //                                  ^^^ HC004`,
    good: `
      site dc { kind datacenter asn 65020 }`,
  },
};

function* repeatedIn(cst: CstNode): Iterable<LocalFault> {
  if (!isCompositeCstNode(cst)) return;
  const seen = new Map<Grammar.AbstractElement, CstNode>();
  for (const part of cst.content) {
    if (isCompositeCstNode(part)) {
      yield* repeatedIn(part);
      continue;
    }
    const property = keywordOf(part) === undefined ? undefined : propertyStartedBy(part.grammarSource);
    if (property === undefined) continue;
    const first = seen.get(property);
    if (first !== undefined) yield fault(cst, property, { first, second: part });
    else seen.set(property, part);
  }
}

function fault(
  block: CstNode,
  property: Grammar.AbstractElement,
  { first, second }: { readonly first: CstNode; readonly second: CstNode },
): LocalFault {
  const name = quote(second.text);
  const around = firstLeaf(block)?.text;
  const where = around === undefined || around === '{' ? 'this block' : `this ${around}`;
  const advice = isList(property)
    ? 'write all values behind one of them, with commas'
    : 'only the last one counts, so remove one';
  return {
    start: second.offset,
    end: second.end,
    message: `${name} is given twice in ${where}; ${advice}`,
    related: [{ start: first.offset, end: first.end, message: `The first ${name}` }],
  };
}

/** The alternative of a block that starts with this keyword, and that may stand there only once. */
function propertyStartedBy(
  keyword: Grammar.AbstractElement | undefined,
): Grammar.AbstractElement | undefined {
  if (keyword === undefined) return undefined;
  if (!known.has(keyword)) known.set(keyword, findProperty(keyword));
  return known.get(keyword);
}

const known = new Map<Grammar.AbstractElement, Grammar.AbstractElement | undefined>();

function findProperty(keyword: Grammar.AbstractElement): Grammar.AbstractElement | undefined {
  const branch = branchOf(keyword);
  const isFirst = branch !== undefined && GrammarAST.isGroup(branch) && branch.elements[0] === keyword;
  const isRepeatable = GrammarAST.isKeyword(keyword) && keyword.value === 'attach';
  return isFirst && !isRepeatable ? branch : undefined;
}

function isList(property: Grammar.AbstractElement): boolean {
  return AstUtils.streamAllContents(property).some(
    (element) => GrammarAST.isAssignment(element) && element.operator === '+=',
  );
}
