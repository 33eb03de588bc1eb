/** Where an element, or one of its properties, stands in the text. */
import type { CstNode } from 'langium';
import type { Element, SourceRange } from '../model/topology.ts';
import { firstLeaf, partsOf } from './cst.ts';
import { readAddress, readPrefix } from './literals.ts';
import { rangeBetween } from './source-file.ts';
import type { Statement } from './statements.ts';
import { findStatement, statementsOf } from './statements.ts';
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
  const node = origins.nodeOf(element);
  if (node === undefined) return source;
  const section = origins.sectionOf(node);
  const chosen = value === undefined ? undefined : findValue(node.$cstNode, property, value)?.part;
  if (chosen !== undefined) return rangeBetween(section, chosen, headOf(chosen));
  const statement = findStatement(node.$cstNode, property);
  return statement === undefined ? source : rangeBetween(section, ...endsOf(statement));
}

/** The one value of a list that means `value`, and the statement that it stands in. */
export function findValue(
  cst: CstNode | undefined,
  property: string,
  value: string,
): { readonly statement: Statement; readonly part: CstNode } | undefined {
  for (const statement of statementsOf(cst, property)) {
    const candidates = statement.block === undefined ? statement.values : partsOf(statement.block);
    const part = candidates.find((candidate) => means(candidate, value));
    if (part !== undefined) return { statement, part };
  }
  return undefined;
}

function endsOf({ keyword, values }: Statement): readonly [CstNode, CstNode] {
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined || first.text.startsWith('{')) return [keyword, keyword];
  return [first, headOf(last)];
}

/** Whether a part of the text is this value, however it is written. */
function means(part: CstNode, value: string): boolean {
  const { text } = headOf(part);
  return (
    text === value || readPrefix(text)?.text === value || readAddress(text.split('/')[0])?.text === value
  );
}

/** Of a value with a block of its own, what stands before the block: `prod` of `prod { publish-routes on }`. */
function headOf(value: CstNode): CstNode {
  return value.text.endsWith('}') ? (firstLeaf(value) ?? value) : value;
}
