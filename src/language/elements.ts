/** The elements of a design by their places. */
import type { Element } from '../model/topology.ts';
import type { Design } from './design.ts';

/** By file and place, outer elements before the inner ones. */
export function elementsInOrder({ origins }: Design): readonly Element[] {
  return [...origins.elements].sort((a, b) => {
    if (a.extent.uri !== b.extent.uri) return a.extent.uri < b.extent.uri ? -1 : 1;
    return a.extent.start - b.extent.start || b.extent.end - a.extent.end;
  });
}

/** The innermost element around an offset. */
export function elementAt(design: Design, uri: string, offset: number): Element | undefined {
  let innermost: Element | undefined;
  for (const element of design.origins.elements) {
    const { extent } = element;
    if (extent.uri !== uri || offset < extent.start || offset > extent.end) continue;
    if (innermost === undefined || extent.start >= innermost.extent.start) innermost = element;
  }
  return innermost;
}
