import type { FindingMark } from '../diagram/graph.ts';
import { graphOf } from '../diagram/graph.ts';
import type { Design } from '../language/design.ts';
import { elementAt, elementsInOrder } from '../language/elements.ts';
import type { PlacedFinding } from '../language/findings.ts';
import type { DiagramAnswer } from '../protocol/server.ts';
import { fingerprint } from './fingerprint.ts';

/** What the extension shows of a design: its graph, and where each element stands in the text. */
export function diagramOf(
  design: Design,
  findings: readonly PlacedFinding[],
  version: number | undefined,
): DiagramAnswer {
  const marks = findings.flatMap((finding) => markOf(design, finding));
  return {
    version,
    graph: graphOf(design.topology, marks),
    places: elementsInOrder(design).map(({ path, extent }) => ({ path, source: extent })),
    design: fingerprint(design.topology),
    isPartial: design.files.some(({ sections }) => sections.some(({ syntax }) => !isReadable(syntax.result))),
  };
}

/** Findings about the text alone belong to the element that they stand in. */
function markOf(design: Design, { element, range, severity, message }: PlacedFinding): FindingMark[] {
  const path = (element ?? elementAt(design, range.uri, range.start))?.path;
  return path === undefined ? [] : [{ path, severity, message }];
}

function isReadable(result: {
  readonly lexerErrors: readonly unknown[];
  readonly parserErrors: readonly unknown[];
}): boolean {
  return result.lexerErrors.length === 0 && result.parserErrors.length === 0;
}
