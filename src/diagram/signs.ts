/** The signs of an overlay, around their own origin: each status has a shape of its own besides its colour. */
import type { Status } from './overlay.ts';
import { element, escapeXml, tag } from './xml.ts';

/** Half the height of a sign. */
export const signRadius = 8.5;

const charWidth = 6;

/** A sign, and behind it a number where there is one. */
export function sign(status: Status, count = ''): string {
  const { plate, glyph } = signs[status];
  const isHollow = hollow.has(status);
  return [
    tag('g', { class: `sign ${status}${isHollow ? ' hollow' : ''}` }),
    count === '' ? '' : countPlate(count),
    element('path', { class: 'plate', d: plates[plate] }),
    element('path', { class: 'glyph', d: glyph }),
    '</g>',
  ].join('');
}

/** It begins behind the sign, so that the two are one. */
function countPlate(count: string): string {
  const width = signRadius + 6 + count.length * charWidth;
  return [
    element('rect', {
      class: 'count',
      x: 0,
      y: -signRadius + 1,
      width,
      height: 2 * signRadius - 2,
      rx: signRadius - 1,
    }),
    element('text', { x: signRadius + 2.5 + (count.length * charWidth) / 2, y: 3.4 }, escapeXml(count)),
  ].join('');
}

type Plate = 'disc' | 'square' | 'diamond' | 'hexagon' | 'octagon';

const plates: Readonly<Record<Plate, string>> = {
  disc: 'M0-8.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17z',
  square: 'M-7.5-5a2.5 2.5 0 0 1 2.5-2.5H5A2.5 2.5 0 0 1 7.5-5V5A2.5 2.5 0 0 1 5 7.5H-5A2.5 2.5 0 0 1-7.5 5z',
  diamond: 'M0-10 10 0 0 10-10 0z',
  hexagon: 'M-5-8.5H5L9.5 0 5 8.5H-5L-9.5 0z',
  octagon: 'M-3.5-8.5h7l5 5v7l-5 5h-7l-5-5v-7z',
};

const minus = 'M-4 0H4';
const plus = 'M-4 0H4M0-4V4';
const dots = 'M-3.8 0h.01M0 0h.01M3.8 0h.01';

const signs: Readonly<Record<Status, { readonly plate: Plate; readonly glyph: string }>> = {
  failed: { plate: 'octagon', glyph: 'M-3.2-3.2 3.2 3.2M3.2-3.2-3.2 3.2' },
  running: { plate: 'disc', glyph: 'M0-4.6A4.6 4.6 0 1 1-4.6 0' },
  waiting: { plate: 'disc', glyph: dots },
  skipped: { plate: 'disc', glyph: 'M-3.4 3.4 3.4-3.4' },
  done: { plate: 'disc', glyph: 'M-4 .4-1.2 3.2 4-2.8' },
  forgotten: { plate: 'square', glyph: minus },
  deleted: { plate: 'octagon', glyph: minus },
  missing: { plate: 'octagon', glyph: minus },
  unknown: { plate: 'hexagon', glyph: 'M-2.4-2a2.5 2.5 0 1 1 3.5 2.3C.3.7 0 1.1 0 1.9M0 4.5v.01' },
  delete: { plate: 'octagon', glyph: minus },
  replace: { plate: 'hexagon', glyph: 'M-3.6-1.8H3.6M0-5.2V1.6M-3.6 4.4H3.6' },
  drifted: { plate: 'diamond', glyph: 'M-4-1.7H4M-4 1.7H4M2.2-4.2-2.2 4.2' },
  update: { plate: 'square', glyph: 'M-4.2 1C-2.8-2.2-1.2-2.2 0 0S2.8 2.2 4.2-1' },
  create: { plate: 'disc', glyph: plus },
  adopt: { plate: 'disc', glyph: 'M-3.8-1.8H3.8M-3.8 1.8H3.8' },
  move: { plate: 'disc', glyph: 'M-4 0H4M1-3 4 0 1 3' },
  forget: { plate: 'square', glyph: minus },
  people: {
    plate: 'square',
    glyph: 'M0-4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 1 0 0-4.4zM-4 5C-3.6 2.3-2 1.4 0 1.4S3.6 2.3 4 5',
  },
  unseen: { plate: 'diamond', glyph: dots },
};

/** Drawn in outline: nothing has come of them yet, or nothing here is left of them. */
const hollow: ReadonlySet<Status> = new Set([
  'waiting',
  'running',
  'skipped',
  'adopt',
  'move',
  'forget',
  'unseen',
  'forgotten',
  'deleted',
]);
