/** The topology as a picture that needs no browser to be drawn. */
import { graphOf } from '../diagram/graph.ts';
import type { FindingMark } from '../diagram/graph.ts';
import { inProcessElk, layout } from '../diagram/layout.ts';
import { svgOf } from '../diagram/svg.ts';
import type { Topology } from '../model/topology.ts';

export interface SvgOptions {
  /** Shown as badges. */
  readonly findings?: readonly FindingMark[];
  /** `auto` follows the reader's colour scheme. */
  readonly theme?: 'auto' | 'light' | 'dark';
}

/** Equal topologies give equal texts. */
export async function exportSvg(
  topology: Topology,
  { findings = [], theme = 'auto' }: SvgOptions = {},
): Promise<string> {
  return svgOf(await layout(graphOf(topology, findings), await inProcessElk()), { theme });
}
