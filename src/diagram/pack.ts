/** Boxes in a box where no lines run: row by row, in columns that are each as wide as their widest. */
import type { GraphNode, NodeKind } from './graph.ts';
import type { Rectangle, Size } from './positioned.ts';

export interface Pack extends Size {
  /** Everything inside, by id; positions are the box's, from its top left corner. */
  readonly places: ReadonlyMap<string, Rectangle>;
}

export const groupPadding = 16;
export const boxGap = 20;

/** How many columns keep boxes of a kind about as high as wide, or less high. */
export function columnsFor(kind: NodeKind, count: number): number {
  const perSquare = itemsPerSquare[kind];
  return perSquare === undefined ? 1 : Math.max(1, Math.round(Math.sqrt(count / perSquare)));
}

export function pack(node: GraphNode, sizeOf: (node: GraphNode) => Size): Pack {
  const head = sizeOf(node);
  if (node.children.length === 0) return { ...head, places: new Map() };
  const packs = node.children.map((child) => ({ child, pack: pack(child, sizeOf) }));
  const columns = columnsFor(node.kind, packs.length);
  const widths = largest(
    packs,
    (i) => i % columns,
    ({ pack: { width } }) => width,
  );
  const heights = largest(
    packs,
    (i) => Math.floor(i / columns),
    ({ pack: { height } }) => height,
  );
  const places = new Map<string, Rectangle>();
  packs.forEach(({ child, pack: inner }, i) => {
    const x = groupPadding + offset(widths, i % columns);
    const y = head.height + 2 + offset(heights, Math.floor(i / columns));
    places.set(child.id, { x, y, width: inner.width, height: inner.height });
    for (const [id, place] of inner.places) places.set(id, { ...place, x: x + place.x, y: y + place.y });
  });
  return {
    width: Math.max(head.width, 2 * groupPadding + offset(widths, widths.length) - boxGap),
    height: head.height + 2 + offset(heights, heights.length) - boxGap + groupPadding,
    places,
  };
}

/** Of what stands in such a box, how many on top of each other are as high as one is wide. */
const itemsPerSquare: Partial<Record<NodeKind, number>> = { 'region': 1.5, 'vpc': 3, 'cloud-services': 3 };

function largest<T>(
  items: readonly T[],
  groupOf: (i: number) => number,
  measure: (item: T) => number,
): number[] {
  const result: number[] = [];
  items.forEach((item, i) => {
    const group = groupOf(i);
    result[group] = Math.max(result[group] ?? 0, measure(item));
  });
  return result;
}

/** Where the nth row or column begins. */
function offset(sizes: readonly number[], n: number): number {
  return sizes.slice(0, n).reduce((sum, size) => sum + size + boxGap, 0);
}
