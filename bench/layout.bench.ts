/** Topology to picture, for 200 boxes: what a person waits for after a keystroke, besides the parser. */
import { graphOf } from '../src/diagram/graph.ts';
import type { Graph } from '../src/diagram/graph.ts';
import type { Elk } from '../src/diagram/layout.ts';
import { inProcessElk, layout } from '../src/diagram/layout.ts';
import { svgOf } from '../src/diagram/svg.ts';
import { largeDesign } from '../test/diagram/large-design.ts';
import { designFrom } from '../test/support/design.ts';
import type { Measurement } from './run.ts';

export async function measure(): Promise<readonly Measurement[]> {
  const { topology } = designFrom(largeDesign(15));
  const { topology: edited } = designFrom(`${largeDesign(15)}\nvpc added in cn-shenzhen { }`);
  const graph = graphOf(topology);
  const loaded = await timed(inProcessElk);
  const first = await timed(() => layout(graph, loaded.result));
  const warm = await median(7, () => keystroke(edited, loaded.result));
  const boxes = first.result.nodes.length;
  const alone = await median(7, () => Promise.resolve(graphOf(edited)));
  const drawn = await median(7, () => Promise.resolve(svgOf(first.result)));
  return [
    {
      name: `${boxes} boxes: first layout, with loading ELK`,
      value: loaded.ms + first.ms,
      unit: 'ms',
      limit: 800,
    },
    { name: `${boxes} boxes: topology to SVG, warm`, value: warm, unit: 'ms', limit: 200 },
    { name: `${boxes} boxes: graph`, value: alone, unit: 'ms' },
    { name: `${boxes} boxes: SVG`, value: drawn, unit: 'ms' },
  ];
}

async function keystroke(topology: Parameters<typeof graphOf>[0], elk: Elk): Promise<string> {
  const graph: Graph = graphOf(topology);
  return svgOf(await layout(graph, elk));
}

async function median(count: number, act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push((await timed(act)).ms);
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
}

async function timed<T>(act: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const start = performance.now();
  const result = await act();
  return { ms: performance.now() - start, result };
}
