/** What the lines and signs mean, of those that the diagram has. */
import { dashes, lineWidth } from './draw-edge.ts';
import type { EdgeKind } from './graph.ts';
import { edgeLabelStyle } from './label.ts';
import { textWidth } from './measure.ts';
import type { PositionedGraph } from './positioned.ts';
import { markSign } from './shapes.ts';
import { edgeFamilies } from './style.ts';
import { edgeWords } from './words.ts';
import { element, escapeXml, tag } from './xml.ts';

export interface Legend {
  readonly svg: string;
  readonly width: number;
  /** 0 when there is nothing to explain. */
  readonly height: number;
}

/** Entries from left to right in rows of at most `width`. */
export function drawLegend(diagram: PositionedGraph, width: number): Legend {
  let x = 0;
  let y = 0;
  let right = 0;
  const entries = [...lineEntries(diagram), ...markEntries(diagram)];
  const drawn = entries.map((entry) => {
    const entryWidth = sampleWidth + 8 + Math.ceil(textWidth(entry.text, edgeLabelStyle)) + 22;
    if (x > 0 && x + entryWidth > width) {
      x = 0;
      y += rowHeight;
    }
    const text = element('text', { x: sampleWidth + 8, y: 12.7 }, escapeXml(entry.text));
    const svg = `${tag('g', { transform: `translate(${x} ${y})` })}${entry.sample}${text}</g>`;
    x += entryWidth;
    right = Math.max(right, x);
    return svg;
  });
  const start = tag('g', { 'class': 'legend', 'role': 'group', 'aria-label': 'Legend' });
  return {
    svg: `${start}${drawn.join('')}</g>`,
    width: right,
    height: drawn.length === 0 ? 0 : y + rowHeight,
  };
}

const sampleWidth = 30;
const rowHeight = 24;

const lineOrder: readonly EdgeKind[] = [
  'circuit',
  'vbr',
  'uplink',
  'association',
  'attachment',
  'peering',
  'vpn',
  'access',
  'privatelink',
];

interface Entry {
  readonly sample: string;
  readonly text: string;
}

function lineEntries(diagram: PositionedGraph): Entry[] {
  const kinds = new Set(diagram.edges.map(({ edge }) => edge.kind));
  const shown = lineOrder.filter((kind) => kinds.has(kind));
  const hasStandby = diagram.edges.some(({ edge }) => edge.isStandby && edge.kind !== 'vpn');
  return [
    ...shown.map((kind) => ({ sample: lineSample(kind, false), text: edgeWords[kind] })),
    ...(hasStandby ? [{ sample: lineSample('circuit', true), text: 'Standby' }] : []),
  ];
}

function lineSample(kind: EdgeKind, isStandby: boolean): string {
  const width = lineWidth({ kind, bandwidthMbps: 10_000 });
  const line = element('path', {
    'class': 'line stroke',
    'd': `M0 9H${sampleWidth}`,
    'stroke-width': width,
    'stroke-dasharray': dashes({ kind, isStandby }),
  });
  return `${tag('g', { class: edgeFamilies[kind] })}${line}</g>`;
}

function markEntries(diagram: PositionedGraph): Entry[] {
  const counts = { errors: 0, warnings: 0, infos: 0 };
  const entries: Entry[] = [];
  const has = (key: keyof typeof counts) => diagram.marks.some((mark) => mark[key] > 0);
  const sign = (key: keyof typeof counts) =>
    markSign({ path: '', ...counts, [key]: 1, messages: [] }, sampleWidth / 2 + 6, 9);
  if (has('errors')) entries.push({ sample: sign('errors'), text: 'Errors' });
  if (has('warnings')) entries.push({ sample: sign('warnings'), text: 'Warnings' });
  if (has('infos')) entries.push({ sample: sign('infos'), text: 'Hints' });
  return entries;
}
