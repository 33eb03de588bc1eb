/** The page's worker: ELK and the drawing, away from the thread that answers the mouse. */
import { collapsed } from '../src/diagram/collapse.ts';
import type { Graph } from '../src/diagram/graph.ts';
import { inProcessElk, layout } from '../src/diagram/layout.ts';
import { drawLegend } from '../src/diagram/legend.ts';
import type { PositionedGraph } from '../src/diagram/positioned.ts';
import { readingOrder } from '../src/diagram/reading-order.ts';
import { interactiveSvg } from '../src/diagram/svg.ts';
import type { LayoutAnswer, LayoutRequest, Picture } from './layout-messages.ts';

// Where there is no `document`, ELK takes the worker's messages for itself. Here it only answers calls.
Object.assign(self, { document: {} });

const elk = inProcessElk();
let last: { readonly key: string; readonly positioned: PositionedGraph } | undefined;

self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  void answer(data).then((message) => {
    self.postMessage(message);
  });
});
void warmUp();

async function answer({ id, graph, closed }: LayoutRequest): Promise<LayoutAnswer> {
  try {
    return { id, picture: await draw(graph, new Set(closed)) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function draw(whole: Graph, closed: ReadonlySet<string>): Promise<Picture> {
  const graph = collapsed(whole, closed);
  const positioned = await place(graph);
  const { width, height } = positioned;
  // No room for two in a row: one entry below the other.
  const legend = drawLegend(positioned, 0);
  const svg = interactiveSvg(positioned, closed);
  return { svg, width, height, stops: readingOrder(positioned), legend };
}

/** Findings come and go more often than anything moves. */
async function place(graph: Graph): Promise<PositionedGraph> {
  const { marks, ...shape } = graph;
  const key = JSON.stringify(shape);
  if (last?.key === key) return { ...last.positioned, marks };
  const positioned = await layout(graph, await elk);
  last = { key, positioned };
  return positioned;
}

/** The first layout takes three to four times as long as the next: that time passes while the text is parsed. */
async function warmUp(): Promise<void> {
  const box = { path: '', caption: '', title: 'warm', label: '', facts: [], badges: [] };
  const nodes = ['a', 'b', 'c', 'd'].map((name) => ({
    ...{ ...box, id: name, kind: 'vpc' as const },
    children: [0, 1, 2].map((n) => ({ ...box, id: `${name}${n}`, kind: 'vswitch' as const, children: [] })),
  }));
  const edges = ['a', 'b', 'c'].flatMap((from, i) =>
    [0, 1, 2].map((n) => ({
      ...{ id: `${from}${n}`, path: '', kind: 'attachment' as const, label: 'warm', isStandby: false },
      ...{ from: `${from}${n}`, to: `${'bcd'.charAt(i)}${n}` },
    })),
  );
  await layout({ nodes, edges, notes: [], marks: [] }, await elk);
}
