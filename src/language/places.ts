/** Where an element, or one of its properties, stands in the text. */
import type { CstNode } from 'langium';
import type { Element, SourceRange } from '../model/topology.ts';
import { firstLeaf, keywordOf, partsOf, propertyOf, rangeBetween } from './cst.ts';
import { readAddress, readPrefix } from './literals.ts';
import type { Origins } from './topology/topology.ts';

export interface Target {
  readonly element: Element;
  /** A keyword of the language. */
  readonly property?: string;
  /** One value of the property's list, as the topology has it. */
  readonly value?: string;
}

/**
 * The place to show for a finding. Of a property that is its value, or all values of a list; its keyword when
 * the value is a block. Without a property, or when the text does not have it: the element's own place.
 */
export function placeOf(origins: Origins, { element, property, value }: Target): SourceRange {
  const { source } = element;
  if (property === undefined) return source;
  const statement = findStatement(origins.nodeOf(element)?.$cstNode, property);
  if (statement === undefined) return source;
  const [first, last] = endsOf(statement, value);
  return rangeBetween(source.uri, first, last);
}

/** One property in a block, or one of the smaller blocks in it: `vlan 110`, `router cpe-1 { ... }`. */
export interface Statement {
  readonly keyword: CstNode;
  /** Without the commas of a list. Empty for a block of its own. */
  readonly values: readonly CstNode[];
  /** The block of its own, when the statement is one. */
  readonly block: CstNode | undefined;
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
      found.push({ keyword: part, values: valuesAfter(parts, index), block: undefined });
    } else if (propertyOf(part) !== undefined) {
      const [first] = partsOf(part);
      if (first !== undefined && keywordOf(first) === keyword) {
        found.push({ keyword: first, values: [], block: part });
      }
    }
  }
  return found;
}

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

function endsOf(
  { keyword, values, block }: Statement,
  value: string | undefined,
): readonly [CstNode, CstNode] {
  const candidates = block === undefined ? values : partsOf(block);
  const chosen = value === undefined ? undefined : candidates.find((part) => means(part, value));
  if (chosen !== undefined) {
    const leaf = firstLeaf(chosen) ?? chosen;
    return [leaf, isBlock(chosen) ? leaf : chosen];
  }
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined || first.text.startsWith('{')) return [keyword, keyword];
  return [first, isBlock(last) ? (firstLeaf(last) ?? last) : last];
}

function isBlock(part: CstNode): boolean {
  return part.text.endsWith('}');
}

/** Whether a part of the text is this value, however it is written. */
function means(part: CstNode, value: string): boolean {
  const text = isBlock(part) ? firstLeaf(part)?.text : part.text;
  return (
    text === value || readPrefix(text)?.text === value || readAddress(text?.split('/')[0])?.text === value
  );
}
