/** Where an element, or one of its properties, stands in the text. */
import type { CstNode } from 'langium';
import type { Element, SourceRange } from '../model/topology.ts';
import { firstLeaf, partsOf } from './cst.ts';
import { readAddress, readPrefix } from './literals.ts';
import { rangeBetween } from './source-file.ts';
import type { Statement } from './statements.ts';
import { findStatement } from './statements.ts';
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
  const statement = findStatement(node?.$cstNode, property);
  if (node === undefined || statement === undefined) return source;
  const [first, last] = endsOf(statement, value);
  return rangeBetween(origins.sectionOf(node), first, last);
}

function endsOf(
  { keyword, values, block }: Statement,
  value: string | undefined,
): readonly [CstNode, CstNode] {
  const candidates = block === undefined ? values : partsOf(block);
  const chosen = value === undefined ? undefined : candidates.find((part) => means(part, value));
  if (chosen !== undefined) return [chosen, headOf(chosen)];
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
