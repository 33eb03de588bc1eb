/** The statements of a block: `vlan 110`, `router cpe-1 { ... }`. */
import type { CstNode, GrammarAST as Grammar } from 'langium';
import { GrammarAST } from 'langium';
import { keywordOf, partsOf, propertyOf } from './cst.ts';

export interface Statement {
  readonly keyword: CstNode;
  /** Without the commas of a list. Empty for a block of its own. */
  readonly values: readonly CstNode[];
  /** The block of its own, when the statement is one. */
  readonly block: CstNode | undefined;
  /** The last part, which is no value in `icmp-limit 600 per second` or `type hosted by "Partner"`. */
  readonly last: CstNode;
}

/** The first statement that starts with this keyword, in the head of a node or in its block. */
export function findStatement(cst: CstNode | undefined, keyword: string): Statement | undefined {
  return statementsOf(cst, keyword)[0];
}

export function statementsOf(cst: CstNode | undefined, keyword: string): readonly Statement[] {
  const parts = partsOf(cst);
  const found: Statement[] = [];
  for (const [index, part] of parts.entries()) {
    if (keywordOf(part) === keyword) {
      found.push(propertyAt(parts, index, part));
    } else if (propertyOf(part) !== undefined) {
      const [first] = partsOf(part);
      if (first !== undefined && keywordOf(first) === keyword) {
        found.push({ keyword: first, values: [], block: part, last: part });
      }
    }
  }
  return found;
}

function propertyAt(parts: readonly CstNode[], index: number, keyword: CstNode): Statement {
  const values = valuesAfter(parts, index);
  let last = values.at(-1) ?? keyword;
  const branch = branchOf(keyword.grammarSource);
  for (const part of parts.slice(index + 1)) {
    if (branch === undefined || part.grammarSource === keyword.grammarSource) break;
    if (branchOf(part.grammarSource) !== branch) break;
    last = part;
  }
  return { keyword, values, block: undefined, last };
}

/** The values up to the first part that is something else. */
function valuesAfter(parts: readonly CstNode[], index: number): CstNode[] {
  const values: CstNode[] = [];
  const property = propertyOfPart(parts[index + 1]);
  if (property === undefined) return values;
  for (let i = index + 1; propertyOfPart(parts[i]) === property; i += 2) {
    const value = parts[i];
    if (value !== undefined) values.push(value);
    if (parts[i + 1]?.text !== ',') break;
  }
  return values;
}

function propertyOfPart(part: CstNode | undefined): string | undefined {
  return part === undefined ? undefined : propertyOf(part);
}

/** The alternative of a block that a part of the grammar belongs to; parts of a node's head have none. */
export function branchOf(element: Grammar.AbstractElement | undefined): Grammar.AbstractElement | undefined {
  let branch = element;
  while (branch !== undefined) {
    const container: unknown = branch.$container;
    if (GrammarAST.isAlternatives(container)) return branch;
    branch = GrammarAST.isAbstractElement(container) ? container : undefined;
  }
  return undefined;
}
