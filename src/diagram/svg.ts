/** A positioned graph as SVG text: the same bytes every time, for files and for the editor's page. */
import { drawCard, drawTitle } from './draw-card.ts';
import { drawEdge, drawEdgeLabel } from './draw-edge.ts';
import { drawNode } from './draw-node.ts';
import { drawLegend } from './legend.ts';
import type { PositionedGraph } from './positioned.ts';
import type { Drawing } from './shapes.ts';
import { colorsOf, darkPalette, diagramCss, lightPalette } from './style.ts';
import { element, tag } from './xml.ts';

export interface SvgOptions {
  /** `auto`: light, and dark where the reader's system is dark. */
  readonly theme?: 'auto' | 'light' | 'dark';
}

/** A file that needs nothing else: with its colours, the names of its fonts, and a legend. */
export function svgOf(diagram: PositionedGraph, options: SvgOptions = {}): string {
  const { width } = diagram;
  const legend = drawLegend(diagram, width - 2 * margin);
  const height = diagram.height + (legend.height === 0 ? 0 : legend.height + margin / 2);
  const start = tag('svg', {
    'xmlns': 'http://www.w3.org/2000/svg',
    'class': 'hcnet',
    'viewBox': `0 0 ${width} ${height}`,
    width,
    height,
    'role': 'graphics-document',
    'aria-label': `Topology of ${diagram.title?.title ?? 'the network'}`,
  });
  return [
    start,
    `<style>\n${styleOf(options.theme ?? 'auto')}\n</style>`,
    element('rect', { class: 'backdrop', width, height }),
    ...content(diagram, { isInteractive: false, closed: new Set() }),
    `${tag('g', { transform: `translate(${margin} ${diagram.height})` })}${legend.svg}</g>`,
    '</svg>\n',
  ].join('\n');
}

/** What goes into the page's `<svg class="hcnet">`: no style of its own, and every shape can take the focus. */
export function interactiveSvg(diagram: PositionedGraph, closed: ReadonlySet<string>): string {
  return content(diagram, { isInteractive: true, closed }).join('\n');
}

const margin = 24;

function styleOf(theme: 'auto' | 'light' | 'dark'): string {
  const light = diagramCss(colorsOf(lightPalette));
  const dark = diagramCss(colorsOf(darkPalette));
  if (theme === 'light') return light;
  if (theme === 'dark') return dark;
  return `${light}\n@media (prefers-color-scheme:dark){\n${dark}\n}`;
}

function content(diagram: PositionedGraph, how: Omit<Drawing, 'marks'>): string[] {
  const drawing: Drawing = { ...how, marks: new Map(diagram.marks.map((mark) => [mark.path, mark])) };
  const groups = diagram.nodes.filter(({ node }) => node.children.length > 0);
  const leaves = diagram.nodes.filter(({ node }) => node.children.length === 0);
  return [
    ...(diagram.title === undefined ? [] : [drawTitle(diagram.title, drawing)]),
    layer(
      'groups',
      groups.map((node) => drawNode(node, drawing)),
    ),
    layer(
      'lines',
      diagram.edges.map((edge) => drawEdge(edge, drawing)),
    ),
    layer(
      'line-labels',
      diagram.edges.map((edge) => drawEdgeLabel(edge, drawing)),
    ),
    layer(
      'leaves',
      leaves.map((node) => drawNode(node, drawing)),
    ),
    layer(
      'notes',
      diagram.notes.map((note) => drawCard(note, drawing)),
    ),
  ];
}

function layer(name: string, shapes: readonly string[]): string {
  const drawn = shapes.filter((each) => each !== '').map((each) => `${each}\n`);
  return `${tag('g', { class: `layer-${name}` })}\n${drawn.join('')}</g>`;
}
